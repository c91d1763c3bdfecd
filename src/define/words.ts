/** The vocabulary of definitions. The engine contains no id of a piece, framework or target. */

export type FrameworkId = string;
export type TargetId = string;
export type PieceId = string;
export type ControlId = string;
export type ProbeId = string;

/** A name in templates/versions/package.json; using one that is not there throws. */
export type PackageName = string;

/** The place of a piece in the request path, in the order of the composition root. */
export const phases = [
  'edge', // request context, host and framing guards, client address
  'headers', // response headers, so that every later refusal carries them
  'cors',
  'limits', // rate limits: before all that refuses and parses, so that every request is counted
  'transport', // ambiguous requests, foreign hosts and plaintext refused
  'parsing',
  'authentication',
  'validation',
  'errors', // after the last route
  'server', // on the listening server: timeouts, drain
  'none', // files only
] as const;
export type Phase = (typeof phases)[number];

/** Where the statement of a phase runs: before the routes, after them, or on the listening server. */
export type Slot = 'before' | 'after' | 'server';

export const slotOf = (phase: Exclude<Phase, 'none'>): Slot =>
  phase === 'errors' ? 'after' : phase === 'server' ? 'server' : 'before';

export const presets = ['minimal', 'standard', 'full'] as const;
export type Preset = (typeof presets)[number];

export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** Node majors for the image and CI of a service, newest first. */
export const nodeLines = ['26', '24'] as const;
export type NodeLine = (typeof nodeLines)[number];

export const severities = ['critical', 'high', 'medium'] as const;
export type Severity = (typeof severities)[number];
