/** Paths of health checks. They may come over plain HTTP and are not counted: the answers reveal nothing. */
export const isHealthPath = (target: string): boolean => healthTarget.test(target);
const healthTarget = /^\/(?:livez|readyz)(?:\?|$)/;
