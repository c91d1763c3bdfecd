import manifest from '../package.json' with { type: 'json' };

/** The version of this generator, written into every manifest. */
export const generatorVersion: string = manifest.version;
