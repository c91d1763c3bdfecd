import type { Manifest } from '../define/manifest.js';
import { controlsWithoutPiece } from '../plan/available-pieces.js';
import { frameworkOf } from '../plan/framework-of.js';
import { pieceLayers, membershipOf } from '../plan/layer-order.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';

/** Finds the files that a control's pieces brought into this repository; none if rampart brought nothing. */
export function filesOfControls(manifest: Manifest | undefined): (control: string) => readonly string[] {
  const catalogue = loadCatalogue();
  const framework = frameworkOf(manifest, catalogue);
  if (manifest === undefined || framework === undefined) return () => [];
  const { answers, files } = manifest;
  const { pieces, layers } = catalogue;
  const chosen = pieces.filter(({ id }) => answers.pieces.includes(id));
  return (control) =>
    chosen
      .filter(({ controls }) => controls.includes(control))
      .flatMap((piece) => pieceLayers(piece, framework, answers.packageManager, membershipOf(answers)))
      .flatMap(({ layer }) => (layers[layer] ?? []).map(({ path }) => path))
      .filter((path) => Object.hasOwn(files, path));
}

/** control -> the title of the framework, where no piece for it is for this control. */
export function noPieceForControls(manifest: Manifest | undefined): (control: string) => string | undefined {
  const catalogue = loadCatalogue();
  const framework = frameworkOf(manifest, catalogue);
  if (framework === undefined) return () => undefined;
  const without = new Set<string>(controlsWithoutPiece(framework, catalogue));
  return (control) => (without.has(control) ? framework.title : undefined);
}
