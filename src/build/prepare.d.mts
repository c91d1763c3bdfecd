/** Installs what is missing and builds what is older than its sources. */
export function prepare(options?: { readonly build?: 'when stale' | 'always' }): Promise<void>;
