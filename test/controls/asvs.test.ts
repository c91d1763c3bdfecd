import { describe, expect, it } from 'vitest';
import { byNumber } from '../../src/controls/asvs/by-number.js';
import { coming } from '../../src/controls/asvs/coming.js';
import { requirements } from '../../src/controls/asvs/index.js';
import { controlById, controls } from '../../src/controls/index.js';

const ids = requirements.map(({ id }) => id);
const pairs = controls.flatMap(({ id: control, maps }) =>
  (maps.asvs ?? []).map((pair) => ({ control, ...pair })),
);
/** Plain words: nothing that Markdown, a terminal or a reader could take for something else. */
const plain = /^[A-Z](?:[A-Za-z0-9 ,.:;()/"'-]|(?<=[A-Z])_(?=[A-Z]))+$/;

describe('the requirements of ASVS 5.0.0', () => {
  it('are all there, once each, with the levels that the standard counts', () => {
    expect(ids).toHaveLength(345);
    expect(new Set(ids).size).toBe(345);
    const counts = [1, 2, 3].map((level) => requirements.filter((one) => one.level === level).length);
    expect(counts).toEqual([70, 183, 92]);
    const chapters = Array.from({ length: 17 }, (_, at) => `${at + 1}.`);
    const inEach = chapters.map((chapter) => ids.filter((id) => id.startsWith(chapter)).length);
    expect(inEach).toEqual([30, 13, 31, 16, 13, 47, 19, 13, 7, 36, 24, 12, 21, 13, 21, 17, 12]);
  });

  it('are numbered without a gap, in the order of the standard', () => {
    expect([...requirements].sort(byNumber)).toEqual(requirements);
    for (const [at, id] of ids.entries()) {
      const [chapter = 0, section = 0, number = 0] = id.split('.').map(Number);
      const [before = 0, above = 0, last = 0] = (ids[at - 1] ?? '0.0.0').split('.').map(Number);
      const next =
        chapter === before && section === above
          ? number === last + 1
          : number === 1 &&
            (chapter === before ? section === above + 1 : chapter === before + 1 && section === 1);
      expect(`${id} ${String(next)}`).toBe(`${id} true`);
    }
  });

  it('are told in short and plain words, each in its own', () => {
    for (const { id, text } of requirements) {
      expect(text.length, id).toBeLessThanOrEqual(90);
      expect(`${id} ${text}`).not.toMatch(/\bverify that\b|\bensure\b|\be\.g\.|\.$/i); // as the standard talks
      expect(text, id).toMatch(plain);
    }
    expect(new Set(requirements.map(({ text }) => text)).size).toBe(345);
  });

  it('each become something, with few reasons', () => {
    for (const { id, disposition } of requirements)
      expect(`${id} ${String(disposition.because === '')}`).toBe(
        `${id} ${String(disposition.is === 'evidence')}`,
      );
    const reasons = requirements.filter(({ disposition }) => disposition.is !== 'planned');
    expect(new Set(reasons.map(({ disposition }) => disposition.because)).size).toBeLessThanOrEqual(13);
  });

  it('are planned by what is not there yet, and all that is coming has some', () => {
    const planned = requirements.filter(({ disposition }) => disposition.is === 'planned');
    expect([...new Set(planned.map(({ disposition }) => disposition.because))].sort()).toEqual([...coming]);
    expect(coming.filter((id) => controlById.has(id))).toEqual([]);
  });
});

describe('evidence for a requirement', () => {
  it('is given by a control where it is promised, and nowhere else', () => {
    const promised = requirements.filter(({ disposition }) => disposition.is === 'evidence');
    const given = [...new Set(pairs.map(({ id }) => id))];
    expect(given.sort()).toEqual(promised.map(({ id }) => id).sort());
  });

  it('is given once by each control, in one short sentence of plain words', () => {
    expect(new Set(pairs.map(({ control, id }) => `${control} ${id}`)).size).toBe(pairs.length);
    for (const { control, id, because } of pairs) {
      expect(because.length, `${control} ${id}`).toBeLessThanOrEqual(115);
      expect(because, `${control} ${id}`).toMatch(plain);
      expect(because, `${control} ${id}`).toMatch(/^(?:[^.]|\.(?=[\w/]))+\.$/);
      expect(because, `${control} ${id}`).not.toMatch(
        /complian|certif|guarantee|\ball attacks\b|\bsecure\b/i,
      );
    }
  });

  it('says what is left out where it is for a part, and nothing of the kind where it is for the whole', () => {
    for (const { control, id, covers, because } of pairs) {
      const left = /; .*\b(?:not|nothing|need not|never)\b/.test(because);
      expect(`${control} ${id} ${left ? 'part' : 'whole'}`).toBe(`${control} ${id} ${covers}`);
    }
  });

  it('is never said of a document, or of what only people can judge', () => {
    const judged = requirements.filter(({ disposition }) =>
      ['organisation', 'not-automatable', 'out-of-scope'].includes(disposition.is),
    );
    expect(judged.filter(({ id }) => pairs.some((pair) => pair.id === id))).toEqual([]);
    for (const { id, text, disposition } of requirements)
      if (/written down|is listed|are listed|is named|are named/i.test(text) && /^\d+\.1\./.test(id))
        expect(`${id} ${disposition.is}`).toMatch(/ (?:organisation|open)$/);
  });

  /** Claims of a second reader's list: each was made once, and each said more than the probes see. */
  it.each([
    ['13.3.1', 'a vault is more than a source without keys'],
    ['16.3.1', 'one failed login is not all logins'],
    ['14.2.1', 'a log without secrets is no URL without them'],
    ['5.2.1', 'a body is no file'],
    ['6.1.1', 'a running service proves no document'],
    ['11.2.3', 'the length of a secret is not the strength of a cipher'],
    ['6.3.1', 'a path may be limited where nobody can log in'],
    ['16.3.2', 'a bad token is a failed login, not a refused right'],
    ['15.2.1', 'what CI would run is not what it found'],
    ['15.1.1', 'a policy of reports has no deadlines for libraries'],
    ['13.1.4', 'names of variables are no schedule'],
    ['1.3.2', 'not every framework bears the flag'],
    ['16.5.2', 'an end by signal is no failure of something outside'],
    ['15.2.5', 'a manifest that is read is not a sandbox that is seen'],
  ])('%s is claimed by nobody: %s', (id) => {
    expect(pairs.filter((pair) => pair.id === id)).toEqual([]);
  });

  it('is not taken from files that only declare it, but for the lockfile, which decides what is installed', () => {
    const declared = controls.filter(({ requires }) => Object.values(requires).every((grade) => grade === 2));
    expect(declared.filter(({ maps }) => maps.asvs !== undefined).map(({ id }) => id)).toEqual([
      'dependencies-locked',
    ]);
  });
});
