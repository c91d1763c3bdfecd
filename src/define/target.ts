import type { Within } from './answers.js';
import type { Contributions, Data, EnvVar } from './piece.js';
import type { NodeLine, PackageManager, PieceId, TargetId } from './words.js';

/** A kind of deployment. Its files are in templates/targets/<id>/{any,alone,member}/. */
export interface Target {
  readonly id: TargetId;
  readonly title: string;
  readonly why: string;
  /** The proxies in front, as the production value of TRUST_PROXY: 'none', a number of hops, or addresses. */
  readonly proxies: string;
  /** Seconds between SIGTERM and SIGKILL; the drain must be shorter. */
  readonly stopSeconds: number;
  /** Variables that the target sets in the production template: { TRUST_PROXY: '172.30.0.0/24' }. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text about this target for `.env.production.template`. */
  readonly template: TemplateWords;
  /** More folders of templates/targets/ that it shares with other targets. */
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
  /** The environment variables, so that a target can pass on settings and secrets in its own way. */
  readonly env: readonly EnvVar[];
  /** Services that the chosen pieces contribute. */
  readonly services: NonNullable<Contributions['composeServices']>;
}

/** Comment lines: where the file is read, and which variables are not. */
interface TemplateWords {
  readonly head: readonly string[];
  /** Where to put a secret instead. `file` is its name there. */
  secret(file: string, need: 'needed' | 'optional'): readonly string[];
  /** Comments on NODE_ENV and on the variables in `env`. */
  readonly decided: readonly string[];
}

export const defineTarget = (target: Target): Target => target;
