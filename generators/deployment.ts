import type { Data, EnvVar } from '../src/define/piece.js';
import type { PieceId } from '../src/define/words.js';

/** What targets share: names, and who gets which variable in which way. */

/** A name that DNS, Kubernetes, systemd and Compose all take. */
export function deploymentName(name: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return /^[a-z]/.test(label) ? label : `service-${label}`.replace(/-+$/, '');
}

export interface HandedSetting extends Data {
  readonly name: string;
  readonly comment: string;
  /** The name of the file that holds a secret. */
  readonly file: string;
  /** What the production template shows. */
  readonly value: string;
}

/** Settings that a deployment leaves to its user; those that it decides itself are left out. */
export const settingsOf = (env: readonly EnvVar[], decided: readonly string[]): readonly HandedSetting[] =>
  env.filter(({ kind, name }) => kind === 'setting' && !decided.includes(name)).map(handed);

/** Secrets without which the service refuses to start in production. */
export const secretsOf = (env: readonly EnvVar[]): readonly HandedSetting[] =>
  env.filter((variable) => variable.kind === 'secret' && isNeeded(variable)).map(handed);

export const optionalSecretsOf = (env: readonly EnvVar[]): readonly HandedSetting[] =>
  env.filter((variable) => variable.kind === 'secret' && !isNeeded(variable)).map(handed);

const isNeeded = ({ fallback }: EnvVar): boolean => fallback === 'none' || fallback.in === 'development';

const handed = ({ name, comment, example }: EnvVar): HandedSetting => ({
  name,
  comment,
  file: name.toLowerCase(),
  value: example.production,
});

/** How the settings of production begin: from their template, where the service has it. */
export const beginSettings = (
  pieces: readonly PieceId[],
): { readonly command: string; readonly from: string } =>
  pieces.includes('env-templates')
    ? {
        command:
          'cp .env.production.template .env.production # then set PUBLIC_ORIGIN to https://<your name>',
        from: 'copy .env.production.template and fill it in',
      }
    : {
        command:
          'touch .env.production # then write NAME=value for the variables ' +
          'of README.md, PUBLIC_ORIGIN=https://<your name> first',
        from: 'make it, with the variables of README.md',
      };
