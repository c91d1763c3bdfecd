import type { Within } from './answers.js';
import type { Contributions, Data, EnvVar } from './piece.js';
import type { NodeLine, PackageManager, PieceId, TargetId } from './words.js';

/** Where a service is deployed. Its files are in templates/targets/<id>/{any,<adapter>}/. */
export interface Target {
  readonly id: TargetId;
  readonly title: string;
  readonly why: string;
  /** Who stands before the service, as the production value of TRUST_PROXY: 'none', a hop count, or addresses. */
  readonly proxies: string;
  /** Seconds between SIGTERM and SIGKILL, so that the drain is shorter. */
  readonly stopSeconds: number;
  /** What its answer settles in the production template: { TRUST_PROXY: '172.30.0.0/24' }. */
  readonly env?: Readonly<Record<string, string>>;
  /** Words about this target in `.env.production.template`. */
  readonly template: TemplateWords;
  /** Further folders below templates/targets/ that it shares with other targets. */
  readonly layers?: readonly string[];
  readonly contributes?: Contributions;
  data(answers: TargetAnswers): Data;
  readonly controls: readonly string[];
}

export interface TargetAnswers {
  readonly name: string;
  readonly node: NodeLine;
  readonly packageManager: PackageManager;
  readonly within: Within;
  readonly pieces: readonly PieceId[];
  /** The environment of the composition, so that a target can hand settings and secrets over each in its own way. */
  readonly env: readonly EnvVar[];
  /** What the chosen pieces contribute to a file of services. */
  readonly services: NonNullable<Contributions['composeServices']>;
}

/** Lines of comment: where the file is read, and what of it is not. */
export interface TemplateWords {
  readonly head: readonly string[];
  /** Where a secret goes instead. `file` is what it is called there. */
  secret(file: string, need: 'needed' | 'optional'): readonly string[];
  /** Of NODE_ENV, and of what `env` settles. */
  readonly decided: readonly string[];
}

export const defineTarget = (target: Target): Target => target;
