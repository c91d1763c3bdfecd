export { clientKey } from './requests+clients.js';
export { Allow, hasBody, isHealthPath, methods, targetOf } from './requests+reading.js';
