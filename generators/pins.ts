import table from './pins.json' with { type: 'json' };

/**
 * The image digests and action commits that emitted files may name. Each row has the image or action and its
 * release; check it with `git ls-remote` of the action, or `docker buildx imagetools inspect` of the image. A
 * row that was not checked has no digest: the file then names a tag, and the control images-pinned reports it
 * as open.
 */
interface Pin {
  readonly name: string;
  /** The release, as a tag. */
  readonly tag: string;
  /** The last day or month when the tag was seen to point to this. */
  readonly seen: string;
  readonly note?: string;
}
export interface ImagePin extends Pin {
  readonly digest?: string;
}
export interface ActionPin extends Pin {
  readonly sha: string;
}

export const pins: { readonly images: readonly ImagePin[]; readonly actions: readonly ActionPin[] } = table;

/** The text after FROM or `image:`, with the tag, so that people and Dependabot can read it. */
export function image(name: string, tag: string): string {
  const { digest } = imagePin(name, tag);
  return digest === undefined ? `${name}:${tag}` : `${name}:${tag}@${digest}`;
}

/** The text after `uses:`. `path` names an action in a subfolder: action('github/codeql-action', '/init'). */
export function action(name: string, path = ''): string {
  const pin = pins.actions.find((entry) => entry.name === name);
  if (pin === undefined) throw new Error(`Expected "${name}" among the actions of generators/pins.json.`);
  return `${name}${path}@${pin.sha} # ${pin.tag}`;
}

/** The row of an image. Throws if there is none: the caller has made a mistake. */
export function imagePin(name: string, tag: string): ImagePin {
  const pin = pins.images.find((entry) => entry.name === name && entry.tag === tag);
  if (pin === undefined)
    throw new Error(`Expected "${name}:${tag}" among the images of generators/pins.json.`);
  return pin;
}
