import table from './pins.json' with { type: 'json' };

/**
 * The one table of image digests and action commits that output may name, with who confirmed each and when.
 * 'confirmed' = read in the project's own repository, or the same in two or more independent public projects.
 * Nothing else carries a digest: it stays a tag, and the control images-pinned reports it as open.
 */
export interface Pin {
  readonly name: string;
  readonly tag: string;
  readonly status: 'confirmed' | 'single source' | 'unconfirmed';
  /** Date of the newest text that names it. */
  readonly seen: string;
  /** Letters of `pins.sources`; 'X5' = five further projects. */
  readonly sources: readonly string[];
  readonly note?: string;
}
export interface ImagePin extends Pin {
  readonly digest?: string;
}
export interface ActionPin extends Pin {
  readonly sha: string;
}

export const pins = table as {
  readonly compiled: string;
  readonly newestEvidence: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly images: readonly ImagePin[];
  readonly actions: readonly ActionPin[];
};

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
