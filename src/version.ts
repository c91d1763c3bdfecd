import manifest from '../package.json' with { type: 'json' };

/** The version of this generator, as recorded in every manifest. */
export const generatorVersion: string = manifest.version;
