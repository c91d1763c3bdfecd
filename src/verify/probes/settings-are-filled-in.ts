import { fail, inconclusive, onSettings, pass, verdictOf } from '../probe.js';
import { namesAllowedOrigins } from '../subjects/environment.js';
import { originFault } from '../subjects/origin-fault.js';
import type { OriginFault } from '../subjects/origin-fault.js';
import { isPlaceholder } from '../subjects/placeholder.js';
import { laptopValues, productionTemplate } from '../subjects/production-template.js';
import { isSecretName } from '../../repo/secret-name.js';
import { handedAsFiles } from '../subjects/secret-files.js';
import type { Settings } from '../subjects/settings.js';
import { composeWithout, podsReadNone } from '../subjects/unread-settings.js';

type Filled = 'filled in' | 'left out as the template allows' | 'handed over as a file';
type Fault =
  'missing' | 'empty' | 'a placeholder' | 'the value of a laptop' | 'read by nobody' | `with ${OriginFault}`;

/** What is known of a variable's value, never the value. */
interface Variable {
  readonly name: string;
  readonly state: Filled | Fault;
}

export const settingsAreFilledIn = onSettings<{
  readonly template: string;
  readonly variables: readonly Variable[];
  /** The settings files, if pods run that do not read them. */
  readonly unread: string;
}>({
  id: 'settings-are-filled-in',
  question: 'Do the settings of this environment hold every variable of the template, filled in?',
  how:
    'Compares the settings of the environment with the production template. A variable that is ' +
    "missing, empty, a placeholder or a laptop's value fails.",
  exercise: async (settings) => {
    const { repo, files } = settings;
    const template = productionTemplate(repo);
    return {
      template: template?.path ?? '',
      variables: variablesOf(settings),
      unread: podsReadNone(repo, files) === 'so' ? files.join(', ') : '',
    };
  },
  read: ({ template, variables, unread }) => {
    if (template === '')
      return [inconclusive('there is no template of the production settings to compare with')];
    if (variables.length === 0) return [inconclusive(`${template} names no variable`)];
    if (unread !== '')
      return [inconclusive(`no manifest takes settings from ${unread}: pods get those of their overlay`)];
    const named = (state: Variable['state']): readonly string[] =>
      variables.filter((one) => one.state === state).map(({ name }) => name);
    return verdictOf(
      variables
        .filter(({ state }) => !isFilled(state))
        .slice(0, 10)
        .map(({ name, state }) => fail(`${name} is ${state}`, template)),
      pass(
        [
          `of ${template} ${named('filled in').length} variables are filled in (${named('filled in').join(', ')})`,
          ...told('left out, as it allows', named('left out as the template allows')),
          ...told('handed over as a file, which was not looked at', named('handed over as a file')),
        ].join('; '),
      ),
    );
  },
});

const told = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];

const filled: readonly string[] = [
  'filled in',
  'left out as the template allows',
  'handed over as a file',
] satisfies readonly Filled[];
const isFilled = (state: string): boolean => filled.includes(state);

function variablesOf({ repo, values, files }: Settings): readonly Variable[] {
  const template = productionTemplate(repo);
  if (template === undefined) return [];
  const asFiles = handedAsFiles(repo);
  const laptop = laptopValues(repo);
  return Object.keys(template.shown).map((name): Variable => {
    const value = values[name] ?? '';
    const isHanded = asFiles.has(name) || (values[`${name}_FILE`] ?? '') !== '';
    if (value === '' && isHanded) return { name, state: 'handed over as a file' };
    if (value === '' && template.optional.includes(name))
      return { name, state: 'left out as the template allows' };
    if (value === '') return { name, state: values[name] === undefined ? 'missing' : 'empty' };
    const fault = faultOf({ name, value, shown: template.shown[name] ?? '', laptop: laptop[name] ?? '' });
    if (fault !== undefined) return { name, state: fault };
    const isLost = asFiles.has(name) || composeWithout(repo, name, files) !== undefined;
    return { name, state: isLost ? 'read by nobody' : 'filled in' };
  });
}

interface Compared {
  readonly name: string;
  readonly value: string;
  readonly shown: string;
  readonly laptop: string;
}

/** What is wrong with a value. A default from the template is fine; an address or a secret for development is not. */
function faultOf({ name, value, shown, laptop }: Compared): Fault | undefined {
  if (isPlaceholder(value)) return 'a placeholder';
  const origin = name === 'PUBLIC_ORIGIN' || namesAllowedOrigins(name) ? originFault(value) : undefined;
  if (origin !== undefined) return `with ${origin}`;
  const isOwn = isSecretName(name) || /:\/\/|@/.test(value);
  return isOwn && value === laptop && value !== shown ? 'the value of a laptop' : undefined;
}
