export { warnIfUnsupported } from './process+version.js';
export { exitOnUncaught } from './process+crash.js';
export { drainOnSignal, whenDraining } from './process+drain.js';
export { beforeExit, runLastTasks } from './process+last-tasks.js';
