/**
 * How far a look at a server may go.
 * passive: an address, only read. active: an address that may be attacked, within bounds. own-boot: a
 * process that we started ourselves.
 */
export type Mode = 'passive' | 'active' | 'own-boot';

/** What a whole run may spend; the transport sends nothing beyond it. */
export interface RunBounds {
  readonly requests: number;
  /** Connections that are open at the same time. */
  readonly connections: number;
  readonly bytesSent: number;
  /** From the first request to the last. */
  readonly seconds: number;
  /** So many answers in a row that say "leave me alone" (none, 429, 503), and nothing more is sent. */
  readonly patience: number;
}

const mebibyte = 1024 * 1024;

export const bounds: Readonly<Record<Mode, RunBounds>> = {
  passive: { requests: 150, connections: 4, bytesSent: mebibyte / 4, seconds: 300, patience: 6 },
  active: { requests: 600, connections: 20, bytesSent: 16 * mebibyte, seconds: 900, patience: 12 },
  // One boot. A flood must be able to meet a limit of a thousand, and a hundred slow clients to be slow at once.
  'own-boot': {
    requests: 20_000,
    connections: 160,
    bytesSent: 512 * mebibyte,
    seconds: 3_600,
    patience: Number.POSITIVE_INFINITY,
  },
};
