import type { RequirementEvidence } from './requirement-evidence.js';
import type { ControlId, ProbeId, Severity } from './words.js';

export const sections = [
  'secrets',
  'database',
  'api',
  'input',
  'operations',
  'supply-chain',
  'documents',
] as const;
export type Section = (typeof sections)[number];

export const environments = ['development', 'staging', 'production'] as const;
export type Environment = (typeof environments)[number];

/**
 * The strength of evidence. 0 none, 1 attested, 2 declared (read), 3 exercised (booted here), 4 observed (in
 * the named environment).
 */
export type Grade = 0 | 1 | 2 | 3 | 4;

/** Only 'pass' counts. "Could not look" is never "pass". */
export const outcomes = [
  'pass',
  'fail',
  'inconclusive',
  'not-assessed',
  'not-applicable',
  'error',
  'stale',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Facts about a repo that decide whether a control applies. */
export interface Facts {
  readonly has: ReadonlySet<string>; // 'database' | 'container' | 'compose' | 'uploads' | 'repository' | 'tool' | ...
}
export interface Predicate {
  readonly because: string;
  readonly test: (facts: Facts) => boolean;
}
/** A repository whose product is a command without a server is a tool: controls of running services do not apply. */
export const always: Predicate = { because: 'every service', test: ({ has }) => !has.has('tool') };
export const everyRepository: Predicate = { because: 'every repository', test: () => true };

/** One line of the checklist: a claim, a severity, and the probes that prove it. */
export interface Control {
  readonly id: ControlId;
  readonly section: Section;
  readonly severity: Severity;
  readonly claim: string;
  readonly why: string;
  /** How to close it by hand. If `rampart add` can, the report names that command instead. */
  readonly remedy: string;
  readonly applies: Predicate;
  readonly requires: Readonly<Record<Environment, Grade>>;
  readonly maxAgeDays: number;
  readonly maps: Mappings;
  readonly probes: readonly ProbeId[];
}

interface Mappings {
  readonly asvs?: readonly RequirementEvidence[]; // OWASP ASVS 5.0.0, cited as v5.0.0-x.y.z
  readonly api?: readonly string[]; // OWASP API Security Top 10 2023
  readonly top10?: readonly string[]; // OWASP Top 10 2025
  readonly cwe?: readonly string[];
  readonly ssdf?: readonly string[]; // NIST SP 800-218 v1.1
  readonly seed?: readonly string[]; // lines of the first, hand-written status page
}

export const defineControl = (control: Control): Control => control;
