import { claimById } from '../controls/claims.js';
import { controlById } from '../controls/index.js';
import { exits, RampartError } from '../errors.js';
import { believe } from '../evidence/believe.js';
import { foldersOf } from '../evidence/folders.js';
import { openDigest } from '../report/said.js';
import { verify } from '../verify/verify.js';
import { generatorVersion } from '../version.js';
import { environmentIn } from './environment-in.js';
import { say } from './io.js';
import { nearest } from './nearest.js';
import { openFolder, requiredText, state, type OpenedFolder } from './statement.js';
import type { Answer, Call } from './command.js';

const mostDays = 92;

/**
 * `rampart waive <control>`: a person accepts, until a date, exactly what is open of a control now. A failing
 * probe stays a finding.
 */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const [id] = positionals;
  const control = id === undefined ? undefined : controlById.get(id);
  const claim = id === undefined ? undefined : claimById.get(id);
  if (id === undefined || (control === undefined && claim === undefined)) throw noControl(id);
  requiredText(given, 'because', 'the reason');
  const place = openFolder(given, io);
  const verdict = control === undefined ? undefined : await verdictOf(id, place, given, io);
  if (verdict?.outcome === 'pass' || verdict?.outcome === 'not-applicable') {
    say(io, `Nothing to waive: ${id} is ${verdict.outcome} (${verdict.because}).`);
    return { exit: exits.done, document: { of: id, outcome: verdict.outcome } };
  }
  if (verdict?.outcome === 'fail') say(io, `${id} fails, and stays a finding: ${verdict.because}`);
  return state({
    given,
    io,
    place,
    draft: {
      kind: 'waiver',
      of: id,
      claim: control?.claim ?? claim?.claim ?? id,
      seen: openDigest(verdict),
      mostDays,
    },
  });
}

/** The state of the control: from the files now, and from earlier runs on this machine. */
async function verdictOf(id: string, { root, repo }: OpenedFolder, given: Call['given'], io: Call['io']) {
  const now = new Date();
  const believed = believe({
    ...{ root, repo, now, rampart: generatorVersion, folders: foldersOf(io.env, root) },
    ...{ handed: [], trusted: [], here: () => undefined },
  });
  const { verdicts } = await verify({
    ...{ repo, boot: 'static', url: undefined, reach: 'reads', routes: [], only: [id] },
    environment: environmentIn(given, 'production'),
    earlier: believed.evidence,
    now: () => now,
    tell: () => undefined,
  });
  return verdicts[0];
}

function noControl(found: string | undefined): RampartError {
  const near = found === undefined ? undefined : nearest(found, [...controlById.keys(), ...claimById.keys()]);
  return new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
    command: 'waive',
    expected: 'a control of "rampart list controls", or a claim of "rampart list claims"',
    found:
      found === undefined ? 'nothing' : `"${found}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`,
  });
}
