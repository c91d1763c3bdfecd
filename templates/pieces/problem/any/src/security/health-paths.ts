/**
 * What load balancers and orchestrators ask, under any name and in clear: the answers say nothing and
 * depend on nothing.
 */
export const isHealthPath = (target: string): boolean => healthTarget.test(target);
const healthTarget = /^\/(?:livez|readyz)(?:\?|$)/;
