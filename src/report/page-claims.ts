import { headClaimsBeyond, isHead } from './head-claims-beyond.js';
import { citesRequirement, partRequirements } from './requirement-claims.js';
import { gradeWords } from '../verify/judge/words.js';
import { unwrapped } from './wrap.js';

/**
 * Lines of a page that claim more than this run would write. A line that leaves something open, or says less,
 * claims nothing. Works as an allow-list: a line that no rule knows counts as a claim, so new ways to tick a
 * box are found too.
 */
export function claimsBeyond(page: string, today: string): readonly string[] {
  const { rest: now, claims: evidence } = partRequirements(unwrapped(today));
  const { rest, claims } = partRequirements(unwrapped(page));
  const known = new Set(now.filter((line) => countOf(line) === undefined));
  const proven = new Set(evidence);
  const strengths = new Map(
    placed(now)
      .flatMap(({ line, place }) => claimOf(line, place) ?? [])
      .map(({ of, grade }) => [of, grade]),
  );
  const beyond = placed(rest).filter(({ line, place }, index, all) => {
    const claim = line.length > longest ? undefined : claimOf(line, place);
    if (known.has(line) && (claim === undefined || strengths.has(claim.of))) return false;
    if (line.length > longest || citesRequirement(line)) return true;
    if (isHead(line)) return headClaimsBeyond(line, now);
    if (claim !== undefined) return claim.grade > (strengths.get(claim.of) ?? -1);
    if (harmless.some((form) => form.test(line)) || (isReason.test(line) && loose.test(place))) return false;
    const count = countOf(line);
    if (count === undefined) return true;
    return !isSumOf(
      count,
      all.slice(index + 1, index + 1 + most).map((one) => one.line),
    );
  });
  return [...beyond.map(({ line }) => line), ...claims.filter((each) => !proven.has(each))];
}

/** Our own lists and lines are not longer, so a stranger's page is read in limited time. */
const most = 200;
const longest = 6000;

interface Placed {
  readonly line: string;
  /** The heading or label above it. */
  readonly place: string;
}

function placed(lines: readonly string[]): readonly Placed[] {
  let place = '';
  return lines.map((line) => {
    const above = place;
    if (opening.test(line)) place = line;
    return { line, place: above };
  });
}

const opening =
  /^(?:##+ |\*\*(?:What|Nothing more|Remaining|Files)|<details><summary>|For production these are open:$)/;

/** Places where items are reasons, commands or details, which claim nothing. */
const loose =
  /^(?:\*\*(?:Remaining:|Files:|What needs|What is recommended)|For production|<details>|## Documentation)/;
const isReason = /^- (?!\[[xX ]\])(?!.*\[[xX]\])/;

/** Notes, open lines, rows that do not pass, and digests: none of them has a ticked box. */
const harmless: readonly RegExp[] = [
  /^> (?!.*\[[xX]\])/,
  /^- \[ \] (?!~~)(?!.*\[[xX]\])/,
  /^For production these are open:$/,
  /^### Core security: \*\*NO\*\*$/,
  /^Do not call it production ready yet: (?!.*\[[xX]\])/,
  /^- [a-z0-9-]+ \((?:critical|high|medium)\): (?:fail|error|stale|inconclusive|not-assessed)[:,](?!.*\[[xX]\])/,
  /^<details><summary>[a-z0-9-]+: (?:fail|error|stale|inconclusive|not-assessed|not-applicable), [^<>]*<\/summary>$/,
  /^<\/details>$/,
  /^\*\*Commit:\*\* (?:[0-9a-f]+|none) · \*\*Lockfile:\*\* (?:[0-9a-f]+|none) · \*\*Files:\*\* (?:[0-9a-f]+|not read) · rampart \S+$/,
  /^Report [0-9a-f]+$/,
  /^<!-- rampart (?:sha256|signature) \S+ -->$/,
  /^(?:None|Nothing)\.$/,
  /^\*\*(?:What was done|Remaining|Files):\*\*$/,
];

interface Claim {
  readonly of: string;
  readonly grade: number;
}

/**
 * The subject of a tick or a passing row, and its grade. "Not applicable" is a claim too: it removes a line
 * from the total.
 */
function claimOf(line: string, place: string): Claim | undefined {
  const tick = tickOf(line);
  if (tick) return claim(`tick ${tick.text}`, tick.grade);
  const struck = /^- \[ \] ~~(.+)~~ \(not applicable: (?!.*\[[xX]\])/.exec(line);
  if (struck) return claim(`no tick ${struck[1] ?? ''}`);
  const did = /^- (.+) \(([^()]+)\)$/.exec(line);
  if (did && place.startsWith('**What was done')) return claim(`did ${did[1] ?? ''}`, did[2]);
  const ready = /^- (.+)$/.exec(line);
  if (ready && place.startsWith('**Nothing more is asked for these')) return claim(`ready ${ready[1] ?? ''}`);
  const without = /^- ([a-z0-9-]+) \((?:critical|high|medium)\): not-applicable: /.exec(line);
  if (without) return claim(`no control ${without[1] ?? ''}`);
  const control = /^- ([a-z0-9-]+) \((?:critical|high|medium)\): pass, ([a-z ]+): (?!.*\[[xX]\])/.exec(line);
  if (control) return claim(`control ${control[1] ?? ''}`, control[2]);
  const probe = /^<details><summary>([a-z0-9-]+): pass, ([a-z ]+), [^<>]*<\/summary>$/.exec(line);
  return probe ? claim(`probe ${probe[1] ?? ''}`, probe[2]) : undefined;
}

/** An attested tick names the person and the date: only the same words are the same claim. */
function tickOf(line: string): { readonly text: string; readonly grade: string } | undefined {
  const attested = /^- \[x\] (.+ \(attested: [^()]+\))$/.exec(line);
  if (attested) return { text: attested[1] ?? '', grade: 'attested' };
  const [, text, grade] = /^- \[x\] (.+) \(([^()]+)\)$/.exec(line) ?? [];
  return text === undefined || grade === undefined ? undefined : { text, grade };
}

const grades = new Map(Object.entries(gradeWords).map(([grade, word]) => [word, Number(grade)]));
/** An unknown grade counts as above all others. */
const claim = (of: string, word: string = gradeWords[0]): Claim => ({
  of,
  grade: grades.get(word.trim()) ?? Infinity,
});

interface Count {
  readonly done: number;
  readonly due: number;
  readonly badge: string;
  readonly split: string;
  /** The number of struck-out lines, if the count names it. */
  readonly out: number | undefined;
}

/** Parses '**4/5** · 4 proven locally · 2 lines do not apply' and similar lines. */
function countOf(line: string): Count | undefined {
  const found =
    /^\*\*Status:\*\* (?<badge>[A-Z ]+) \((?<done>\d+)\/(?<due>\d+)\)$/.exec(line) ??
    /^\*\*(?<done>\d+)\/(?<due>\d+)\*\*(?: · (?<split>\d+ [a-z ]+?(?:, \d+ [a-z ]+?)*))??(?<tail> · (?<out>\d+) lines? do(?:es)? not apply)?$/.exec(
      line,
    ) ??
    /^### (?:Before First Production Deploy|During Production Setup|After Production Deploy) \((?<done>\d+)\/(?<due>\d+)\)$/.exec(
      line,
    );
  if (!found?.groups) return undefined;
  const { done, due, badge = '', split = '', out } = found.groups;
  const isTier = line.startsWith('**') && !line.startsWith('**Status');
  return {
    done: Number(done),
    due: Number(due),
    badge,
    split,
    out: isTier ? Number(out ?? 0) : undefined,
  };
}

/** Whether a count matches the boxes below it. The boxes are checked separately. */
function isSumOf({ done, due, badge, split, out }: Count, below: readonly string[]): boolean {
  const end = below.findIndex((line) => !line.startsWith('- ['));
  const items = below.slice(0, end === -1 ? below.length : end);
  const ticks = items.flatMap((line) => tickOf(line) ?? []);
  const struck = items.filter((line) => line.startsWith('- [ ] ~~')).length;
  const words = [...new Set(split.split(', ').filter(Boolean))];
  return (
    done === ticks.length &&
    due === items.length - struck &&
    (out === undefined || out === struck) &&
    (badge !== 'COMPLETED' || (due > 0 && done === due)) &&
    (badge !== 'NOT APPLICABLE' || due === 0) &&
    words.every((part) => {
      const [count = '', ...grade] = part.split(' ');
      return ticks.filter((tick) => tick.grade === grade.join(' ')).length === Number(count);
    })
  );
}
