import { fail, inconclusive, onSettings, pass, verdictOf } from '../probe.js';
import { namesRead, parsed, templatesOf } from '../../repo/named-settings.js';
import { isSecretName } from '../../repo/secret-name.js';
import type { Repo } from '../../repo/repo.js';
import type { Settings } from '../subjects/settings.js';

/** What stands for one variable; never its value. */
interface Variable {
  readonly name: string;
  readonly state: 'filled in' | 'missing' | 'empty' | 'a placeholder' | 'left out as the template allows';
}

export const settingsAreFilledIn = onSettings<{
  readonly template: string;
  readonly variables: readonly Variable[];
}>({
  id: 'settings-are-filled-in',
  question: 'Do the settings of this environment hold every variable of the template, filled in?',
  exercise: async ({ repo, values }) => {
    const template = productionTemplate(repo);
    const text = template === undefined ? '' : (repo.read(template) ?? '');
    const shown = parsed(text);
    return {
      template: template ?? '',
      variables: Object.keys(shown).map((name) => ({
        name,
        state: stateOf({
          given: given(values, name),
          shown: shown[name] ?? '',
          comment: commentOf(text, name),
        }),
      })),
    };
  },
  read: ({ template, variables }) => {
    if (template === '')
      return [inconclusive('there is no template of the production settings to compare with')];
    if (variables.length === 0) return [inconclusive(`${template} names no variable`)];
    const open = variables.filter(({ state }) => state !== 'filled in' && !state.startsWith('left out'));
    return verdictOf(
      open.slice(0, 10).map(({ name, state }) => fail(`${name} is ${state}`, template)),
      pass(`${variables.length} variables of ${template} are filled in, or left out as it allows`),
    );
  },
});

interface Secret {
  readonly name: string;
  readonly state:
    'made' | 'missing' | 'shorter than 32 bytes' | 'a placeholder' | 'not random enough' | 'used twice';
}

export const secretsAreMade = onSettings<{ readonly secrets: readonly Secret[] }>({
  id: 'secrets-are-made',
  question: 'Is every secret of this environment long, random, and nobody else’s?',
  exercise: async ({ repo, values }) => {
    const names = [...new Set([...namesRead(repo).map(({ name }) => name), ...Object.keys(values)])].filter(
      (name) => isSecretName(name) && !name.endsWith('_FILE'),
    );
    const optional = leftOut(repo);
    const all = names.map((name) => given(values, name));
    return {
      secrets: names.flatMap((name, at): readonly Secret[] => {
        const value = all[at] ?? '';
        if (value === '' && optional.includes(name)) return [];
        const twice = value !== '' && value !== fromFile && all.indexOf(value) !== all.lastIndexOf(value);
        return [{ name, state: twice ? 'used twice' : qualityOf(value) }];
      }),
    };
  },
  read: ({ secrets }) => {
    if (secrets.length === 0)
      return [inconclusive('found no secret among the settings, or in what the source reads')];
    return verdictOf(
      secrets
        .filter(({ state }) => state !== 'made')
        .slice(0, 10)
        .map(({ name, state }) => fail(`${name} is ${state}`)),
      pass(`${secrets.length} ${secrets.length === 1 ? 'secret is' : 'secrets are'} long and random`),
    );
  },
});

export const settingsSayProduction = onSettings<{ readonly mode: 'production' | 'unset' | 'another' }>({
  id: 'settings-say-production',
  question: 'Do the settings say NODE_ENV=production, or leave it out?',
  exercise: async ({ values }) => {
    const mode = values['NODE_ENV'] ?? '';
    return { mode: mode === 'production' ? mode : mode === '' ? 'unset' : 'another' };
  },
  read: ({ mode }) => {
    if (mode === 'another') return [fail('NODE_ENV is there, and is not production')];
    return [pass(mode === 'unset' ? 'NODE_ENV is left out' : 'NODE_ENV is production')];
  },
});

const fromFile = 'from a file';

/** A secret may come from a file, whose name stands for it. */
const given = (values: Settings['values'], name: string): string | undefined =>
  (values[name] ?? '') === '' && (values[`${name}_FILE`] ?? '') !== '' ? fromFile : values[name];

interface Compared {
  readonly given: string | undefined;
  readonly shown: string;
  readonly comment: string;
}

function stateOf({ given: value, shown, comment }: Compared): Variable['state'] {
  if (value === undefined || value === '') {
    if (mayBeLeftOut(comment)) return 'left out as the template allows';
    return value === undefined ? 'missing' : 'empty';
  }
  return isPlaceholder(value) || (value === shown && isPlaceholder(shown)) ? 'a placeholder' : 'filled in';
}

/** Addresses of RFC 2606 and words that templates use; a value that is only a default of the template is none. */
const isPlaceholder = (value: string): boolean =>
  /[<>]|\bchange[-_ ]?(?:me|this|it)\b|\breplace\b|\byour[-_ ]|\bplaceholder\b|\bxxx+|\bTODO\b|(?:^|[/@.])example\.(?:com|org|net)\b|\bacme\b/i.test(
    value,
  );

const mayBeLeftOut = (comment: string): boolean =>
  /\bunset\b|\boptional\b|\bempty (?:means|for)\b/i.test(comment);

/** The comment lines right above a variable. */
function commentOf(text: string, name: string): string {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith(`${name}=`));
  const above: string[] = [];
  for (let line = at - 1; line >= 0 && /^\s*#/.test(lines[line] ?? ''); line -= 1)
    above.push(lines[line] ?? '');
  return above.join(' ');
}

function leftOut(repo: Repo): readonly string[] {
  const template = productionTemplate(repo);
  const text = template === undefined ? '' : (repo.read(template) ?? '');
  return Object.keys(parsed(text)).filter((name) => mayBeLeftOut(commentOf(text, name)));
}

const productionTemplate = (repo: Repo): string | undefined => {
  const found = templatesOf(repo).filter((path) => repo.read(path) !== undefined);
  return found.find((path) => path.includes('production')) ?? found[0];
};

function qualityOf(value: string): Secret['state'] {
  if (value === '') return 'missing';
  if (value === fromFile) return 'made';
  if (isPlaceholder(value) || /changeme|password|secret|example|default/i.test(value)) return 'a placeholder';
  if (Buffer.byteLength(value) < 32) return 'shorter than 32 bytes';
  return looksRandom(value) ? 'made' : 'not random enough';
}

/** Twelve or more different characters, and no half that comes again. */
const looksRandom = (value: string): boolean =>
  new Set(value).size >= 12 && !value.startsWith(value.slice(Math.ceil(value.length / 2)));
