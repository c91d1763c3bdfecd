export { anyQuery, health, healthDetails } from './health+schema.js';
export { isBearer, processState } from './health+state.js';
