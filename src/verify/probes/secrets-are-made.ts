import { fail, inconclusive, onSettings, pass, verdictOf } from '../probe.js';
import { isPlaceholder } from '../subjects/placeholder.js';
import { laptopValues, productionTemplate } from '../subjects/production-template.js';
import { namesRead } from '../../repo/named-settings.js';
import { isSecretName } from '../../repo/secret-name.js';
import { handedAsFiles } from '../subjects/secret-files.js';

interface Secret {
  readonly name: string;
  readonly state:
    | 'made'
    | 'in a file'
    | 'missing'
    | 'shorter than 32 bytes'
    | 'a placeholder'
    | 'not random enough'
    | 'used twice'
    | 'the one of a template';
}

export const secretsAreMade = onSettings<{ readonly secrets: readonly Secret[] }>({
  id: 'secrets-are-made',
  question: 'Is every secret of this environment long, random, and nobody else’s?',
  how:
    'Reads the secrets in the settings of the environment. One that is missing, a placeholder, of a ' +
    'template, used twice, short or not random fails.',
  exercise: async ({ repo, values }) => {
    const names = [...new Set([...namesRead(repo), ...Object.keys(values)])].filter(
      (name) => isSecretName(name) && !name.endsWith('_FILE'),
    );
    const template = productionTemplate(repo);
    const shown = [template?.shown ?? {}, laptopValues(repo)];
    const asFiles = handedAsFiles(repo);
    const all = names.map((name) => values[name] ?? '');
    return {
      secrets: names.flatMap((name): readonly Secret[] => {
        const value = values[name] ?? '';
        if (value === '' && (asFiles.has(name) || (values[`${name}_FILE`] ?? '') !== ''))
          return [{ name, state: 'in a file' }];
        if (value === '' && template?.optional.includes(name) === true) return [];
        if (value !== '' && all.indexOf(value) !== all.lastIndexOf(value))
          return [{ name, state: 'used twice' }];
        if (value !== '' && shown.some((others) => others[name] === value))
          return [{ name, state: 'the one of a template' }];
        return [{ name, state: qualityOf(value) }];
      }),
    };
  },
  read: ({ secrets }) => {
    if (secrets.length === 0)
      return [inconclusive('found no secret among the settings, or in what the source reads')];
    const named = (state: Secret['state']): string =>
      secrets
        .filter((one) => one.state === state)
        .map(({ name }) => name)
        .join(', ');
    const faults = secrets
      .filter(({ state }) => state !== 'made' && state !== 'in a file')
      .slice(0, 10)
      .map(({ name, state }) => fail(`${name} is ${state}`));
    if (faults.length === 0 && named('in a file') !== '')
      return [inconclusive(`handed over as a file, which was not looked at: ${named('in a file')}`)];
    return verdictOf(faults, pass(`long, random, and each another: ${named('made')}`));
  },
});

function qualityOf(value: string): Secret['state'] {
  if (value === '') return 'missing';
  if (
    new Set(value).size > 1 &&
    (isPlaceholder(value) || /changeme|password|secret|example|default/i.test(value))
  )
    return 'a placeholder';
  if (Buffer.byteLength(value) < 32) return 'shorter than 32 bytes';
  return looksRandom(value) ? 'made' : 'not random enough';
}

/** Whether it has twelve or more different characters, and its two halves differ. */
const looksRandom = (value: string): boolean =>
  new Set(value).size >= 12 && !value.startsWith(value.slice(Math.ceil(value.length / 2)));
