import table from './pins.json' with { type: 'json' };

/**
 * The one table of image digests and action commits that output may name. Each row is an image or an action, its
 * release, and what that release is: `git ls-remote` of the action, or `docker buildx imagetools inspect` of the
 * image, says the same. What is not confirmed carries no digest: it stays a tag, and the control images-pinned
 * reports it as open.
 */
export interface Pin {
  readonly name: string;
  /** The release. */
  readonly tag: string;
  /** The newest day or month in which the tag was seen to stand for this. */
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

/** What follows FROM or `image:`. With its tag, so that people and update robots can read it. */
export function image(name: string, tag: string): string {
  const { digest } = imagePin(name, tag);
  return digest === undefined ? `${name}:${tag}` : `${name}:${tag}@${digest}`;
}

/** What follows `uses:`; `path` for an action in a subfolder: action('github/codeql-action', '/init'). */
export function action(name: string, path = ''): string {
  const pin = pins.actions.find((entry) => entry.name === name);
  if (pin === undefined) throw new Error(`Expected "${name}" among the actions of generators/pins.json.`);
  return `${name}${path}@${pin.sha} # ${pin.tag}`;
}

/** The table's row for an image; a name that is not in it is a mistake of the caller. */
export function imagePin(name: string, tag: string): ImagePin {
  const pin = pins.images.find((entry) => entry.name === name && entry.tag === tag);
  if (pin === undefined)
    throw new Error(`Expected "${name}:${tag}" among the images of generators/pins.json.`);
  return pin;
}
