export const all = { files: 3, unread: [] };
export const none = { files: 0, unread: [] };
export const broken = { files: 2, unread: [{ path: 'a.ts', because: 'does not parse' }] };
export const literal = { where: 'a:1', what: 'a key' };
