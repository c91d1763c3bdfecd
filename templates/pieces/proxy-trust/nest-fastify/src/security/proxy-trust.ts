export { clientAddress } from './proxy-trust+address.js';
export { trustedProxy } from './proxy-trust+rule.js';
