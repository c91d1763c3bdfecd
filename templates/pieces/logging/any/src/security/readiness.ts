export { addReadinessCheck, readiness, stopBeingReady } from './readiness+checks.js';
export { beforeExit, runLastTasks } from './readiness+last-tasks.js';
