import { isNeeded, type Data, type EnvVar } from '../src/define/piece.js';
import type { PieceId } from '../src/define/words.js';

/** Names, settings and secrets, as all targets need them. */

/** A name that is valid for DNS, Kubernetes, systemd and Compose. */
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
  /** The name of the file for a secret. */
  readonly file: string;
  /** The value in the production template. */
  readonly value: string;
}

/** Settings that the user must fill in: all but those that the deployment sets. */
export const settingsOf = (env: readonly EnvVar[], decided: readonly string[]): readonly HandedSetting[] =>
  env.filter(({ kind, name }) => kind === 'setting' && !decided.includes(name)).map(handed);

/** Secrets without which the service refuses to start in production. */
export const secretsOf = (env: readonly EnvVar[]): readonly HandedSetting[] =>
  env.filter((variable) => variable.kind === 'secret' && isNeeded(variable)).map(handed);

export const optionalSecretsOf = (env: readonly EnvVar[]): readonly HandedSetting[] =>
  env.filter((variable) => variable.kind === 'secret' && !isNeeded(variable)).map(handed);

const handed = ({ name, comment, example }: EnvVar): HandedSetting => ({
  name,
  comment,
  file: name.toLowerCase(),
  value: example.production,
});

/** How to create the settings of production: from their template, if the service has one. */
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
