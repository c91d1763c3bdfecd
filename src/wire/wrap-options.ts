import type { Site } from '../repo/frameworks/site.js';
import type { Editing } from './editing.js';
import { wrapOf, type Wanted } from './wiring-points.js';

/** Wraps the options in our function. Without options, our function gives its own. */
export function wrapOptions({ text }: Editing, { call }: Site, wanted: Wanted): void {
  const [open, close] = wrapOf(wanted, 'create');
  const [options] = call.arguments;
  if (options === undefined) {
    text.appendLeft(call.end - 1, open + close);
    return;
  }
  text.appendLeft(options.start, open);
  text.appendRight(options.end, close);
}
