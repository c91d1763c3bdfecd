/**
 * Injects the settings, which are checked and frozen: `constructor(@Inject(CONFIG) private readonly config:
 * Config)`. This file imports no module, so any module can import it.
 */
export const CONFIG = Symbol('CONFIG');
