import { fail, inconclusive, onSettings, pass } from '../probe.js';
import { podsReadNone } from '../subjects/unread-settings.js';

export const settingsSayProduction = onSettings<{
  readonly mode: 'production' | 'unset' | 'another';
  readonly unread: string;
}>({
  id: 'settings-say-production',
  question: 'Do the settings say NODE_ENV=production, or leave it out?',
  how: 'Reads NODE_ENV in the settings of the environment. If it is there and is not production, that fails.',
  exercise: async ({ repo, values, files }) => {
    const mode = values['NODE_ENV'] ?? '';
    return {
      mode: mode === 'production' ? mode : mode === '' ? 'unset' : 'another',
      unread: podsReadNone(repo, files) === 'so' ? files.join(', ') : '',
    };
  },
  read: ({ mode, unread }) => {
    if (unread !== '')
      return [inconclusive(`no manifest takes settings from ${unread}: pods get those of their overlay`)];
    if (mode === 'another') return [fail('NODE_ENV is there, and is not production')];
    return [pass(mode === 'unset' ? 'NODE_ENV is left out' : 'NODE_ENV is production')];
  },
});
