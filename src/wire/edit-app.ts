import MagicString from 'magic-string';
import type { Node } from 'oxc-parser';
import { specifier } from '../repo/modules.js';
import type { App } from '../repo/app.js';
import type { Source } from '../repo/source.js';
import { addImport } from './insert.js';
import type { Editing } from './editing.js';
import { meansRoot } from './root-calls.js';
import { partOrder, wiringOf, type Part, type Wanted } from './wiring-points.js';
import { hasNoPlace, isCalled } from './insertion-points.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { wrapListeners } from './wrap-listeners.js';
import { joinStatements } from './join-statements.js';
import { takeAppOut } from './take-app-out.js';

/**
 * The files of an app with our statements inserted, by path. Existing statements are not added again. Works
 * for every shape, but only shapes that the framework's recogniser names may be applied, after proof.
 */
export function editApp(
  apps: readonly App[],
  wanted: Wanted,
  recogniser: Recogniser,
): ReadonlyMap<string, string> {
  const edits = new Map<Source, { editing: Editing; parts: Set<Part>; before: Node }>();
  const edit = (source: Source, part: Part, at: Node): Editing => {
    const top = source.program.body.find((node) => node.start <= at.start && at.end <= node.end) ?? at;
    const known = edits.get(source);
    const found = known ?? {
      editing: { source, text: new MagicString(source.text) },
      parts: new Set(),
      before: top,
    };
    if (top.start < found.before.start) found.before = top;
    found.parts.add(part);
    edits.set(source, found);
    return found.editing;
  };

  for (const app of apps) {
    const { site } = app;
    const missing = wanted.parts.filter((part) => part !== 'server' && !isCalled(site, part, wanted));
    const isSplit = site.shape === 'chain' || site.shape === 'unnamed';
    if (isSplit && hasNoPlace(site)) continue;
    if (isSplit) takeAppOut({ site, missing, wanted, recogniser, edit });
    else joinStatements({ site, missing, wanted, recogniser, edit });
    if (wanted.parts.includes('server')) wrapListeners(app, wanted, edit);
  }

  const texts = new Map<string, string>();
  for (const [source, { editing, parts, before }] of edits) {
    addImport(editing, {
      names: partOrder.filter((part) => parts.has(part)).map((part) => wiringOf(wanted, part).name),
      module: specifier(source.path, wanted.root.stem, wanted.suffix),
      isOurs: (module) => meansRoot(source.path, module, wanted.root),
      before,
    });
    texts.set(source.path, source.bom + editing.text.toString());
  }
  return texts;
}
