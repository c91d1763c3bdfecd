import { posix } from 'node:path';
import { alone, type Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import { isNeeded, type Contributions, type Data, type EnvVar } from '../define/piece.js';
import type { Target } from '../define/target.js';
import { placeData } from './place-data.js';
import { packageManagers } from '../define/words.js';
import { packageManagerCommands } from './package-managers.js';
import { renderEntry, type Layers } from './render.js';
import type { Chosen } from './chosen.js';
import { contributionsOf } from './contributions-of.js';
import { envOf } from './env-of.js';
import { importLines } from './import-lines.js';
import { ignoreLines } from './ignore-lines.js';
import { threatData } from './threat-data.js';

/** The data of all templates. Lists come from the framework, the chosen pieces and the target, in this order. */
export function templateData({
  answers,
  framework,
  target,
  chosen,
  layers,
  secret,
}: {
  readonly answers: Answers;
  readonly framework: Framework;
  readonly target: Target;
  readonly chosen: readonly Chosen[];
  readonly layers: Layers;
  /** Makes the development value of a secret. */
  readonly secret: (name: string) => string;
}): Data {
  const env = envOf(framework, chosen);
  const contributions = contributionsOf(framework, chosen, target);
  const services = contributions.flatMap((part) => part.composeServices ?? []);
  const base: Data = {
    name: answers.name,
    node: answers.node,
    framework: {
      lint: [],
      places: [],
      ...framework.data,
      id: framework.id,
      title: framework.title,
      entry: framework.entry,
      compilerOptions: framework.compilerOptions,
    },
    nodeFlags: framework.nodeFlags,
    packageManager: answers.packageManager,
    commands: packageManagerCommands[answers.packageManager],
    place: placeData(answers),
    target: {
      ...target.data({
        name: answers.name,
        node: answers.node,
        packageManager: answers.packageManager,
        within: answers.within ?? alone,
        pieces: chosen.map(({ piece }) => piece.id),
        env,
        services,
      }),
      id: target.id,
      title: target.title,
      proxies: target.proxies,
      stopSeconds: target.stopSeconds,
      templateHead: target.template.head,
    },
    pieces: chosen.map(({ piece }) => ({ id: piece.id, title: piece.title, why: piece.why })),
    env: env.map((variable) => envData(variable, target, secret)),
    envImports: importLines(env.flatMap((variable) => variable.schema.imports)),
    gitignore: unique(contributions.flatMap((part) => part.gitignore ?? [])),
    dockerignore: living(unique(contributions.flatMap((part) => part.dockerignore ?? [])), answers),
    composeServices: services,
    updates: contributions.flatMap((part) => part.updates ?? []).map((one) => updateData(one, answers)),
    readme: contributions.flatMap((part) => (part.readme ?? []).map((text) => ({ text }))),
    flows: contributions.flatMap((part) => part.flows ?? []),
    ...threatData(contributions),
  };
  const sections = [
    ...chosen.map(({ piece }) => `pieces/${piece.id}`),
    ...[...(target.layers ?? []), target.id].map((folder) => `targets/${folder}`),
  ].flatMap((layer) =>
    (layers[layer] ?? [])
      .filter((entry) => entry.path === 'section.md')
      .map((entry) => ({ text: renderEntry(entry, base).trim() })),
  );
  return { ...base, sections };
}

/** The data for Dependabot, whose folders are relative to the top of the repository. */
const updateData = (
  { ecosystem, directory, of = 'service', ignore = [] }: NonNullable<Contributions['updates']>[number],
  { within = alone }: Answers,
): Data => ({
  ecosystem,
  directory:
    of === 'service' ? posix.join('/', within.repository, directory).replace(/(.)\/$/, '$1') : directory,
  ignore: ignoreLines(ignore),
});

function envData(variable: EnvVar, target: Target, secret: (name: string) => string): Data {
  return {
    name: variable.name,
    schema: variable.schema.text,
    comment: variable.comment,
    kind: variable.kind,
    fallbackIn: variable.fallback === 'none' ? 'none' : variable.fallback.in,
    fallback: variable.fallback === 'none' ? '' : variable.fallback.value,
    development: variable.example.development,
    production: target.env?.[variable.name] ?? variable.example.production,
    productionNotes: notesOn(variable, target),
    local: variable.generate === undefined ? variable.example.development : secret(variable.name),
  };
}

/** Comments on a variable in the production template: if it is not read there, where to set it instead. */
function notesOn({ name, kind, fallback }: EnvVar, { env = {}, template }: Target): readonly string[] {
  if (kind === 'secret')
    return template.secret(name.toLowerCase(), isNeeded({ fallback }) ? 'needed' : 'optional');
  return name === 'NODE_ENV' || name in env ? template.decided : [];
}

/**
 * Rules that decide something: the last match counts, so nothing before a `*` does, and files of other package
 * managers are not there.
 */
function living(rules: readonly string[], { packageManager }: Answers): readonly string[] {
  const dead = new Set(
    packageManagers
      .filter((manager) => manager !== packageManager)
      .map((manager) => packageManagerCommands[manager])
      .flatMap(({ lockfile, settings }) => [`!${lockfile}`, `!${settings}`]),
  );
  return rules.slice(Math.max(0, rules.lastIndexOf('*'))).filter((rule) => !dead.has(rule));
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)];
