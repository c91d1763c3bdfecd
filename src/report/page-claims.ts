import { headClaimsBeyond, isHead } from './head-claims-beyond.js';
import { citesRequirement, partRequirements } from './requirement-claims.js';
import { gradeWords } from '../verify/judge/words.js';

/**
 * Lines of a page that claim more than the page that this run would write. What leaves something open, or says less, claims nothing.
 * It is an allow-list: a line that no rule knows is a claim, whatever way of ticking a box it uses.
 */
export function claimsBeyond(page: string, today: string): readonly string[] {
  const { rest: now, claims: evidence } = partRequirements(linesOf(today));
  const { rest, claims } = partRequirements(linesOf(page));
  const known = new Set(now.filter((line) => countOf(line) === undefined));
  const proven = new Set(evidence);
  const strengths = new Map(now.flatMap((line) => claimOf(line) ?? []).map(({ of, grade }) => [of, grade]));
  const beyond = rest.filter((line, index, all) => {
    if (known.has(line)) return false;
    if (line.length > longest || citesRequirement(line)) return true;
    if (isHead(line)) return headClaimsBeyond(line, now);
    if (harmless.some((form) => form.test(line))) return false;
    const count = countOf(line);
    if (count !== undefined) return !isSumOf(count, all.slice(index + 1, index + 1 + most));
    const claim = claimOf(line);
    return claim === undefined || claim.grade > (strengths.get(claim.of) ?? -1);
  });
  return [...beyond, ...claims.filter((each) => !proven.has(each))];
}

/** No list of ours is longer, and no line but one that this run would write too: what a stranger wrote is read in bounded time. */
const most = 200;
const longest = 4000;

const linesOf = (page: string): readonly string[] => page.split('\n').filter((line) => line.trim() !== '');

/** Notes, reasons, open lines, rows that do not pass, and digests: none of them with a box that is ticked. */
const harmless: readonly RegExp[] = [
  /^> (?!.*\[[xX]\])/,
  /^- \[ \] (?!~~)(?!.*\[[xX]\])/,
  /^- [a-z0-9-]+ \((?:critical|high|medium)\): (?!pass\b)(?!.*\[[xX]\])/,
  /^For production these are open:$/,
  /^### Core security: \*\*NO\*\*$/,
  /^\| [a-z0-9-]+ \| (?:critical|high|medium) \| (?:fail|error|stale|inconclusive|not-assessed) \|/,
  /^\| [a-z0-9-]+ \| (?:fail|error|stale|inconclusive|not-assessed|not-applicable) \|/,
  /^Files (?:[0-9a-f]+|not read) · rampart \S+ · report [0-9a-f]+$/,
  /^<!-- rampart (?:sha256|signature) \S+ -->$/,
  /^None\.$/,
];

interface Claim {
  readonly of: string;
  readonly grade: number;
}

/** What a tick, or a row that passes, is about, and how strongly it was seen. "Not applicable" is a claim too: it takes a line out of the sum. */
function claimOf(line: string): Claim | undefined {
  const tick = tickOf(line);
  if (tick) return claim(`tick ${tick.text}`, tick.grade);
  const struck = /^- \[ \] ~~(.+)~~ \(not applicable: (?!.*\[[xX]\])/.exec(line);
  if (struck) return claim(`no tick ${struck[1] ?? ''}`);
  const without = /^\| ([a-z0-9-]+) \| (?:critical|high|medium) \| not-applicable \|/.exec(line);
  if (without) return claim(`no control ${without[1] ?? ''}`);
  const control = /^\| ([a-z0-9-]+) \| (?:critical|high|medium) \| pass \| ([^|]*) \|/.exec(line);
  if (control) return claim(`control ${control[1] ?? ''}`, control[2]);
  const probe = /^\| ([a-z0-9-]+) \| pass \| ([^|]*) \| /.exec(line);
  return probe ? claim(`probe ${probe[1] ?? ''}`, probe[2]) : undefined;
}

function tickOf(line: string): { readonly text: string; readonly grade: string } | undefined {
  const [, text, grade] = /^- \[x\] (.+) \(([^()]+)\)$/.exec(line) ?? [];
  return text === undefined || grade === undefined ? undefined : { text, grade };
}

const grades = new Map(Object.entries(gradeWords).map(([grade, word]) => [word, Number(grade)]));
/** A word that is no grade is above them all. */
const claim = (of: string, word: string = gradeWords[0]): Claim => ({
  of,
  grade: grades.get(word.trim()) ?? Infinity,
});

interface Count {
  readonly done: number;
  readonly due: number;
  readonly badge: string;
  readonly percent: number | undefined;
  readonly split: string;
}

/** '**4/5 Completed** (80%) · 4 proven locally' and the like. */
function countOf(line: string): Count | undefined {
  const found =
    /^\*\*Status:\*\* (?<badge>[A-Z ]+) \((?<done>\d+)\/(?<due>\d+)\)$/.exec(line) ??
    /^\*\*(?<done>\d+)\/(?<due>\d+) Completed\*\* \((?<percent>\d+)%\)(?: · (?<split>.+))?$/.exec(line) ??
    /^\*\*(?<done>0)\/(?<due>0) applicable\*\*$/.exec(line) ??
    /^### (?:Before First Production Deploy|During Production Setup|After Production Deploy) \((?<done>\d+)\/(?<due>\d+)\)$/.exec(
      line,
    );
  if (!found?.groups) return undefined;
  const { done, due, badge = '', percent, split = '' } = found.groups;
  return {
    done: Number(done),
    due: Number(due),
    badge,
    percent: percent ? Number(percent) : undefined,
    split,
  };
}

/** Whether a count is that of the boxes below it; these are judged one by one. */
function isSumOf({ done, due, badge, percent, split }: Count, below: readonly string[]): boolean {
  const end = below.findIndex((line) => !line.startsWith('- ['));
  const items = below.slice(0, end === -1 ? below.length : end);
  const ticks = items.flatMap((line) => tickOf(line) ?? []);
  const here = items.filter((line) => !line.startsWith('- [ ] ~~')).length;
  const words = [...new Set(split.split(', ').filter(Boolean))];
  return (
    done === ticks.length &&
    due === here &&
    (badge !== 'COMPLETED' || (due > 0 && done === due)) &&
    (badge !== 'NOT APPLICABLE' || due === 0) &&
    (percent === undefined || percent === Math.round((done / due) * 100)) &&
    words.every((part) => {
      const [count = '', ...grade] = part.split(' ');
      return ticks.filter((tick) => tick.grade === grade.join(' ')).length === Number(count);
    })
  );
}
