/** One change on disk, with its contents. */
export type DiskOperation =
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer; readonly mode?: number }
  | { readonly kind: 'remove'; readonly path: string };
