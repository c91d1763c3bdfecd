/**
 * Settings, checked and frozen: `constructor(@Inject(CONFIG) private readonly config: Config)`. In a file
 * that imports no module, so that any may import it.
 */
export const CONFIG = Symbol('CONFIG');
