/** Every method that a path of ours may have. Others, such as TRACE and CONNECT, are refused wherever they come. */
export const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Their list, for the header of that name. */
export const Allow = methods.join(', ');
