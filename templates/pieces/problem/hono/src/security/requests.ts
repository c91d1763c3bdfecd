export { Allow, clientKey, hasBody, isHealthPath, methods, targetOf } from './requests+reading.js';
