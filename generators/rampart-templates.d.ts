/** Made at build time from templates/ by src/build/templates.ts. */
/* eslint-disable @typescript-eslint/consistent-type-imports -- an import statement would make this file a module */
declare module 'rampart:templates' {
  export const layers: (
    runtime: import('../src/plan/render.js').Runtime,
  ) => import('../src/plan/render.js').Layers;
  export const versions: Readonly<Record<string, string>>;
}
