import type { Manifest } from '../define/manifest.js';
import { pieceLayers, membershipOf } from '../plan/layer-order.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';

/** Finds the files that a control's pieces brought into this repository; none if rampart brought nothing. */
export function filesOfControls(manifest: Manifest | undefined): (control: string) => readonly string[] {
  if (manifest === undefined) return () => [];
  const { answers, files } = manifest;
  const { pieces, layers, frameworks } = loadCatalogue();
  const framework = frameworks.find(({ id }) => id === answers.framework);
  if (framework === undefined) return () => [];
  const chosen = pieces.filter(({ id }) => answers.pieces.includes(id));
  return (control) =>
    chosen
      .filter(({ controls }) => controls.includes(control))
      .flatMap((piece) => pieceLayers(piece, framework, answers.packageManager, membershipOf(answers)))
      .flatMap(({ layer }) => (layers[layer] ?? []).map(({ path }) => path))
      .filter((path) => Object.hasOwn(files, path));
}
