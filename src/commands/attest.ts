import { claimById, claims } from '../controls/claims.js';
import { controlById } from '../controls/index.js';
import { RampartError } from '../errors.js';
import { nearest } from './nearest.js';
import { digestOfFile, openFolder, requiredText, state } from './statement.js';
import type { Answer, Call } from './command.js';

/** `rampart attest <claim>`: a person says, until a date, that something is done which no probe can see. */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const [id] = positionals;
  const claim = id === undefined ? undefined : claimById.get(id);
  if (id === undefined || claim === undefined) throw noClaim(id);
  const place = openFolder(given, io);
  const seen = digestOfFile(requiredText(given, 'seen', 'a file that shows it'), io.cwd);
  return state({
    given,
    io,
    place,
    draft: { kind: 'attestation', of: claim.id, claim: claim.claim, seen, mostDays: claim.mostDays },
  });
}

function noClaim(found: string | undefined): RampartError {
  const ids = claims.map(({ id }) => id);
  const near = found === undefined ? undefined : nearest(found, ids);
  const isControl = found !== undefined && controlById.has(found);
  const why = isControl
    ? ', which probes can see: it cannot be attested'
    : near === undefined
      ? ''
      : ` (did you mean "${near}"?)`;
  return new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
    command: 'attest',
    expected: `a claim of "rampart list claims"`,
    found: found === undefined ? 'nothing' : `"${found}"${why}`,
  });
}
