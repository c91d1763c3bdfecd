import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { stagesOf, type Instruction, type Stage } from '../subjects/dockerfile.js';
import { podOf, recordsIn } from '../subjects/manifests.js';
import { stacksOf } from '../subjects/kustomize.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';
import { isSecretName } from '../../repo/secret-name.js';
import type { Finding } from '../../define/probe.js';

interface Transcript {
  /** Who asks whether the container lives: the image, or each pod by a probe of its own. */
  readonly asked?: 'by the image' | 'by the pods';
  readonly dockerfiles: readonly { readonly path: string; readonly stages: readonly Stage[] }[];
}

export const imageIsHardened = onFiles<Transcript>({
  id: 'image-is-hardened',
  reads: ['dockerfiles', 'kubernetes'],
  question: 'Does the image run a built service, as a numeric user, without its build tools and secrets?',
  how:
    'Reads the Dockerfiles. One stage only, no numeric user, a start by a shell or package manager, ' +
    'no health check, except for probed pods, or a secret in ARG or ENV fails.',
  exercise: async (repo) => ({
    asked: areProbed(repo) ? 'by the pods' : 'by the image',
    dockerfiles: dockerfilesOf(repo).map((path) => ({ path, stages: stagesOf(repo.read(path) ?? '') })),
  }),
  read: ({ dockerfiles, asked = 'by the image' }) => {
    if (dockerfiles.length === 0) return [inconclusive('found no Dockerfile')];
    return verdictOf(
      dockerfiles.flatMap(({ path, stages }) => faultsOf(path, stages, asked)),
      pass(
        `${dockerfiles.map(({ path }) => path).join(', ')}: several ` +
          `stages, numeric user, exec form, health asked ${asked}, no secret`,
      ),
    );
  },
});

/**
 * Kubernetes ignores HEALTHCHECK. So it may be absent where only pods run the image, and each of them has a
 * liveness probe.
 */
function areProbed(repo: Repo): boolean {
  if (composeFilesOf(repo).length > 0) return false;
  const pods = stacksOf(repo).flatMap(({ manifests }) =>
    manifests.filter(({ body }) => lasting.has(body.kind)).flatMap((one) => podOf(one) ?? []),
  );
  const containers = pods.flatMap(({ spec }) => recordsIn(spec['containers']));
  return containers.length > 0 && containers.every((one) => one['livenessProbe'] !== undefined);
}

/** What runs until it is stopped; a Job ends by itself. */
const lasting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']);

function faultsOf(path: string, stages: readonly Stage[], asked: Transcript['asked']): readonly Finding[] {
  const last = stages.at(-1);
  if (last === undefined) return []; // it cannot be parsed
  const at = (instruction: Instruction | undefined): string => `${path}:${instruction?.line ?? last.line}`;
  const final = (name: string): Instruction | undefined =>
    last.instructions.filter((one) => one.name === name).at(-1);
  const user = final('USER');
  const start = final('ENTRYPOINT') ?? final('CMD');
  const health = final('HEALTHCHECK');
  return [
    ...(stages.length < 2 ? [fail('one stage only: build tools stay in the image', path)] : []),
    ...(isNumericUser(user?.text)
      ? []
      : [fail(`runs as ${user?.text ?? 'root'}, not as a numeric user other than 0`, at(user))]),
    ...(start?.words === undefined
      ? [fail('the start command is not in exec form: signals reach a shell', at(start))]
      : []),
    ...(['npm', 'npx', 'yarn', 'pnpm', 'sh', 'bash'].includes(start?.words?.[0] ?? '')
      ? [fail(`starts ${start?.words?.[0]}, which does not pass signals on`, at(start))]
      : []),
    ...((health === undefined || health.text === 'NONE') && asked === 'by the image'
      ? [fail('has no HEALTHCHECK', at(health))]
      : []),
    ...stages.flatMap(({ instructions }) =>
      instructions
        .filter(holdsSecret)
        .map((one) => fail('an ARG or ENV holds a secret: it stays in the image', at(one))),
    ),
  ];
}

function isNumericUser(user: string | undefined): boolean {
  const [uid = ''] = (user ?? '').split(':');
  return /^\d+$/.test(uid) && Number(uid) > 0;
}

const holdsSecret = ({ name, text }: Instruction): boolean =>
  (name === 'ARG' || name === 'ENV') &&
  text
    .split(/\s+/)
    .some(
      (word, index, words) =>
        isSecretName(word.split('=')[0] ?? '') &&
        (word.includes('=') || (name === 'ENV' && words[index + 1] !== undefined) || name === 'ARG'),
    );
