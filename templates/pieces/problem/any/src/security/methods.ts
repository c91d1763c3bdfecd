/** The methods that paths of this service may have. Others, such as TRACE and CONNECT, are refused everywhere. */
export const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The value of the Allow header. */
export const Allow = methods.join(', ');
