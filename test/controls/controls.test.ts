import { describe, expect, it } from 'vitest';
import { controlById, controls } from '../../src/controls/index.js';
import { seedPhases } from '../../src/controls/seed-phases.js';
import { seedSections } from '../../src/controls/seed-sections.js';
import { seedTiers } from '../../src/controls/seed-tiers.js';
import { sectionTitles } from '../../src/controls/titles.js';
import { gradeOf } from '../../src/define/probe.js';
import { probeById } from '../../src/verify/probes/index.js';

describe('the checklist', () => {
  it('holds each control once, with probes that can give the grade that is asked for', () => {
    expect(controlById.size).toBe(controls.length);
    for (const { id, probes, requires } of controls) {
      const grades = probes
        .map((probe) => probeById.get(probe))
        .map((probe) => (probe ? gradeOf[probe.kind] : 0));
      const best = Math.max(...grades);
      for (const grade of Object.values(requires)) expect(`${id} ${best >= grade}`).toBe(`${id} true`);
    }
  });

  it('cites requirements by their numbers, and says what closes each control by hand', () => {
    for (const { id, maps, remedy, claim, why, section, maxAgeDays } of controls) {
      for (const cwe of maps.cwe ?? []) expect(cwe).toMatch(/^CWE-\d+$/);
      expect(`${id}: ${remedy}`).not.toMatch(/rampart add/); // what a command can do is asked of the repository
      expect(claim).toMatch(/\.$/);
      expect(why).toMatch(/\.$/);
      expect(sectionTitles[section]).toBeTruthy();
      expect(maxAgeDays).toBeGreaterThan(0);
    }
  });
});

describe('the first page', () => {
  const lines = [...seedSections, ...seedTiers].flatMap((block) => block.lines);
  const items = seedPhases.flatMap((phase) => phase.items);

  it('keeps its tiers: 5 critical, 7 high, 6 medium', () => {
    expect(seedTiers.map((tier) => [tier.severity, tier.lines.length])).toEqual([
      ['critical', 5],
      ['high', 7],
      ['medium', 6],
    ]);
    expect(seedSections.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(seedPhases).toHaveLength(3);
  });

  it('has something behind every line, and only controls that exist', () => {
    for (const { text, controls: behind, awaits = [] } of [...lines, ...items]) {
      expect(`${text} ${behind.length + awaits.length > 0}`).toBe(`${text} true`);
      for (const id of behind) expect(`${id} ${controlById.has(id)}`).toBe(`${id} true`);
      for (const { control } of awaits)
        expect(`${control} ${controlById.has(control)}`).toBe(`${control} false`);
    }
  });

  it('gives every control a line, or leaves it to the table of controls', () => {
    const shown = new Set(lines.flatMap((line) => line.controls));
    const only = controls.filter(
      ({ id, section }) => !shown.has(id) && ['secrets', 'api', 'input'].includes(section),
    );
    expect(only.map(({ id }) => id)).toEqual([]);
  });
});
