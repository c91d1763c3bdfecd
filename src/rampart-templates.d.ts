/** Made at build time from templates/ by src/build/templates.ts. */
declare module 'rampart:templates' {
  export const layers: (runtime: import('./plan/render.js').Runtime) => import('./plan/render.js').Layers;
  export const versions: Readonly<Record<string, string>>;
}
