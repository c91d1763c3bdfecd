/**
 * What may be sent to a server. passive: an address, only read. active: an address that may be attacked,
 * within limits. own-boot: a process that we started.
 */
export type Mode = 'passive' | 'active' | 'own-boot';

/** The limits of a whole run. The transport sends nothing beyond them. */
export interface RunBounds {
  readonly requests: number;
  /** Open connections at the same time. */
  readonly connections: number;
  readonly bytesSent: number;
  /** Seconds from the first request to the last. */
  readonly seconds: number;
  /** After this many answers in a row that mean "stop" (none, 429, 503), nothing more is sent. */
  readonly patience: number;
}

const mebibyte = 1024 * 1024;

export const bounds: Readonly<Record<Mode, RunBounds>> = {
  passive: { requests: 150, connections: 4, bytesSent: mebibyte / 4, seconds: 300, patience: 6 },
  active: { requests: 600, connections: 20, bytesSent: 16 * mebibyte, seconds: 900, patience: 12 },
  // For one boot. A flood must be able to reach a limit of a thousand, and a hundred slow clients must fit at once.
  'own-boot': {
    requests: 20_000,
    connections: 160,
    bytesSent: 512 * mebibyte,
    seconds: 3_600,
    patience: Number.POSITIVE_INFINITY,
  },
};
