import type { Framework } from '../define/framework.js';
import type { Manifest } from '../define/manifest.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Catalogue } from './catalogue.js';

/** The framework that a manifest names; undefined without a manifest, and for a framework that is not in the list. */
export const frameworkOf = (
  manifest: Manifest | undefined,
  { frameworks }: Pick<Catalogue, 'frameworks'>,
): Framework | undefined => frameworks.find(({ id }) => id === manifest?.answers.framework);

/** The framework that a repo was found to use. */
export const frameworkIn = (
  { framework }: Pick<DetectedRepo, 'framework'>,
  { frameworks }: Pick<Catalogue, 'frameworks'>,
): Framework | undefined =>
  framework.kind === 'known' ? frameworks.find(({ id }) => id === framework.id) : undefined;
