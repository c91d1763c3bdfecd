import { controls } from '../../src/controls/index.js';
import { exerciseAll } from '../../src/verify/exercise.js';
import type { Evidence } from '../../src/verify/evidence.js';
import { judge } from '../../src/verify/judge/judge.js';
import { noGoodRequests, type GoodRequests } from '../../src/verify/good-requests/good-requests.js';
import { openLive } from '../../src/verify/live.js';
import { probes } from '../../src/verify/probes/index.js';
import { factsOf } from '../../src/verify/subjects/repo-facts.js';
import type { Hints } from '../../src/verify/subjects/hints.js';
import type { Server } from '../../src/verify/subjects/server.js';
import { openTransport, type Transport } from '../../src/verify/subjects/transport.js';

const live = probes.filter(({ needs }) => needs === 'server');
const kinds = new Map(probes.map(({ id, kind }) => [id, kind]));

interface Look {
  readonly transport?: Transport;
  readonly asked?: Hints['asked'];
  readonly given?: GoodRequests;
  /** Ids of probes; by default all that talk to a server. */
  readonly only?: readonly string[];
  /** Replaces the server at the address. */
  readonly through?: (server: Server) => Server;
}

/** Runs the server probes on an address. */
export async function lookAt(url: URL, look: Look = {}): Promise<readonly Evidence[]> {
  const {
    transport = openTransport('passive'),
    asked = [],
    given = noGoodRequests,
    only,
    through = (server) => server,
  } = look;
  const found = await openLive({ url, asked, read: [], given, transport });
  if ('trouble' in found) return [];
  return exerciseAll({
    probes: live.filter(({ id }) => only === undefined || only.includes(id)),
    subjects: { server: through(found.server) },
    kind: 'live',
    environment: 'staging',
    target: url.origin,
    subject: url.origin,
    now: () => new Date(),
    tell: () => undefined,
  });
}

/** Controls that pass with this evidence alone. */
export const passesIn = (evidence: readonly Evidence[]): readonly string[] =>
  controls
    .map((control) =>
      judge({
        control,
        evidence,
        environment: 'staging',
        facts: factsOf(undefined),
        subject: undefined,
        kinds,
        troubles: [],
        now: new Date(),
      }),
    )
    .filter(({ outcome }) => outcome === 'pass')
    .map(({ control }) => control.id);

/** 'probe: outcome: because' for each finding. */
export const saidIn = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.flatMap(({ probe, findings }) =>
    findings.map(({ outcome, because }) => `${probe}: ${outcome}: ${because}`),
  );
