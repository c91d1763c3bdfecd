export { trustedProxy } from './proxy-trust+rule.js';
