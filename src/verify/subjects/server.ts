import type { EvidenceKind } from '../../define/probe.js';
import type { Client } from './client.js';
import type { Endpoint, Step } from './exchange.js';
import type { Ask, Reply } from './http.js';
import type { Mode } from './modes.js';
import type { Routes } from './found-routes.js';
import type { RawAnswer, RawOptions } from './raw-answer.js';

/** A running service that probes talk to, always through its transport. */
export interface Server {
  readonly endpoint: Endpoint;
  readonly kind: EvidenceKind & ('live' | 'booted');
  /** 'behind-proxy': we are its only proxy and claim https; 'direct': no proxy in front. */
  readonly stance: 'behind-proxy' | 'direct';
  /** What probes may send. */
  readonly mode: Mode;
  /** An origin that the service allows, if we know one. */
  readonly allowedOrigin: string | undefined;
  /** A text that makes a handler fail, if we booted the service. */
  readonly fault: string | undefined;
  readonly others: Others;
  /** The working routes, found once. */
  routes(): Promise<Routes>;
  /** Why the mode forbids this request; undefined if it may be sent. */
  refusal(ask: Ask): string | undefined;
  /** Sends an ordinary request. `from` is the client that our proxy names. Throws Refused. */
  request(ask: Ask, from?: string): Promise<Reply>;
  /**
   * Reads a page: its first 64 KiB, or up to 16 MiB. On a stranger's server each page is read only once. Not
   * for positive controls.
   */
  page(path: string, client: Client, part?: 'beginning' | 'whole'): Promise<Reply>;
  /** Sends exact bytes. `head()` returns the lines that a proxy would add. Throws Refused. */
  raw(steps: readonly Step[], options?: RawOptions): Promise<RawAnswer>;
  readonly host: string;
  /** Header lines, with CRLF, that make a raw request look as if it came through our proxy. */
  head(from?: string): string;
  /** A new client for one probe. */
  client(): Client;
  /** A client address that was not used yet. */
  freshClient(): string;
  /** An address of this machine that was not used yet. */
  freshAddress(): string;
  /**
   * The path with a query that was not used yet, so that caches serve our answer to nobody else. On loopback
   * the path itself.
   */
  apart(path: string): string;
  /** Does something once that several probes need. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

/** The same service in another way, or why there is none: then a probe must not take silence for a refusal. */
export type Again = { readonly server: Server } | { readonly because: string; readonly said: string };

/** Other servers that some probes need. */
export interface Others {
  /** The service over plaintext, or the port where plaintext would be. */
  plaintext(): Promise<Again>;
  /** Booted with timeouts divided by `quickening`. */
  quickened(): Promise<Again>;
  /** Booted without our list of allowed origins. */
  withoutOrigins(): Promise<Again>;
  /** Booted again in the same way. */
  afresh(): Promise<Again>;
  /** How it ended, by its last output; '' while it runs, or if unknown. */
  ending(): string;
}
