import { fail, inconclusive, onSettings, pass, verdictOf } from '../probe.js';
import { namesAllowedOrigins } from '../subjects/environment.js';
import { entriesOf, originFault } from '../subjects/origin-fault.js';
import type { OriginFault } from '../subjects/origin-fault.js';
import { laptopValues, productionTemplate } from '../subjects/production-template.js';
import { namesRead } from '../../repo/named-settings.js';
import { composeWithout, podsReadNone } from '../subjects/unread-settings.js';

interface Origins {
  readonly name: string;
  /** The number of origins, never the origins. */
  readonly count: number;
  readonly fault: OriginFault | 'what a template shows' | 'what no container is given' | '';
}

export const allowedOriginsAreReal = onSettings<{
  readonly lists: readonly Origins[];
  readonly unread: string;
}>({
  id: 'allowed-origins-are-real',
  question: 'Are the allowed origins of this environment real ones: https, exact, and none of an example?',
  how:
    'Reads the variables of allowed origins in the settings of the environment. An origin that is not ' +
    'https and exact, or is the one of a template, fails.',
  exercise: async ({ repo, values, files }) => {
    const shown = productionTemplate(repo)?.shown ?? {};
    const laptop = laptopValues(repo);
    const known = [...Object.keys({ ...shown, ...values }), ...namesRead(repo)];
    return {
      lists: [...new Set(known)].filter(namesAllowedOrigins).map((name) => {
        const value = values[name] ?? '';
        const isShown = value !== '' && [shown[name], laptop[name]].includes(value);
        const isLost = value !== '' && composeWithout(repo, name, files) !== undefined;
        return {
          name,
          count: entriesOf(value).length,
          fault:
            originFault(value) ??
            (isShown ? 'what a template shows' : isLost ? 'what no container is given' : ''),
        };
      }),
      unread: podsReadNone(repo, files) === 'so' ? files.join(', ') : '',
    };
  },
  read: ({ lists, unread }) => {
    if (unread !== '')
      return [inconclusive(`no manifest takes settings from ${unread}: pods get those of their overlay`)];
    if (lists.length === 0) return [inconclusive('found no variable of allowed origins')];
    const faults = lists.filter(({ fault }) => fault !== '');
    const [none] = lists.filter(({ count }) => count === 0);
    if (faults.length === 0 && none !== undefined)
      return [inconclusive(`${none.name} is empty: no web page may read an answer, which may be meant`)];
    return verdictOf(
      faults.map(({ name, fault }) => fail(`${name} holds ${fault}`)),
      pass(
        lists
          .map(
            ({ name, count }) => `${name} holds ${count} exact https ${count === 1 ? 'origin' : 'origins'}`,
          )
          .join('; '),
      ),
    );
  },
});
