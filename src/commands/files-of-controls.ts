import { pieceLayers, membershipOf } from '../plan/layer-order.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { parseManifest } from '../repo/parse-manifest.js';

/**
 * control -> the files that the pieces behind it brought into this repository; none where rampart.json is
 * missing or unreadable.
 */
export function filesOfControls(manifest: string | undefined): (control: string) => readonly string[] {
  const none = (): readonly string[] => [];
  if (manifest === undefined) return none;
  try {
    const { answers, files } = parseManifest(manifest);
    const { pieces, layers, frameworks } = loadCatalogue();
    const framework = frameworks.find(({ id }) => id === answers.framework);
    if (framework === undefined) return none;
    const chosen = pieces.filter(({ id }) => answers.pieces.includes(id));
    return (control) =>
      chosen
        .filter(({ controls }) => controls.includes(control))
        .flatMap((piece) => pieceLayers(piece, framework, answers.packageManager, membershipOf(answers)))
        .flatMap(({ layer }) => (layers[layer] ?? []).map(({ path }) => path))
        .filter((path) => Object.hasOwn(files, path));
  } catch {
    return none;
  }
}
