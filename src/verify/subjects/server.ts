import type { EvidenceKind } from '../../define/probe.js';
import type { Client } from './client.js';
import type { Endpoint, Step } from './exchange.js';
import type { Ask, Reply } from './http.js';
import type { Mode } from './modes.js';
import type { Routes } from './found-routes.js';
import type { RawAnswer, RawOptions } from './raw-answer.js';

/** A running service that probes may talk to. Everything goes through its transport. */
export interface Server {
  readonly endpoint: Endpoint;
  readonly kind: EvidenceKind & ('live' | 'booted');
  /** 'behind-proxy': we are its one proxy and say https; 'direct': nobody stands before it. */
  readonly stance: 'behind-proxy' | 'direct';
  /** How far probes may go. */
  readonly mode: Mode;
  /** An origin that the service was told to allow, where we know one. */
  readonly allowedOrigin: string | undefined;
  /** Text that makes a handler fail, on a service that we booted. */
  readonly fault: string | undefined;
  readonly others: Others;
  /** Routes with a positive control: found once. */
  routes(): Promise<Routes>;
  /** Why the mode forbids this request; undefined: it may be sent. */
  refusal(ask: Ask): string | undefined;
  /** An ordinary request; `from` is the client that our proxy names. Throws Refused. */
  request(ask: Ask, from?: string): Promise<Reply>;
  /** A page, not a positive control: of somebody's server each is read once, whoever asks for it. */
  page(path: string, client: Client): Promise<Reply>;
  /** Bytes, exactly; `head()` gives the lines that a proxy would add. Throws Refused. */
  raw(steps: readonly Step[], options?: RawOptions): Promise<RawAnswer>;
  readonly host: string;
  /** Header lines, CRLF-terminated, that make a raw request arrive as through our proxy. */
  head(from?: string): string;
  /** A client of its own, for one probe. */
  client(): Client;
  /** A client address that nobody has used yet. */
  freshClient(): string;
  /** An address of this machine that nobody has used yet. */
  freshAddress(): string;
  /**
   * The path with a query that nobody has used yet: what a cache in front keeps under it is served to
   * nobody else. On loopback the path itself.
   */
  apart(path: string): string;
  /** Something that several probes need and that is done once. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

/**
 * The same service in another way, or why there is none: a probe that needs it must not mistake silence for
 * a refusal.
 */
export type Again = { readonly server: Server } | { readonly because: string; readonly said: string };

/** What some probes need beside the server itself. */
export interface Others {
  /** As plaintext reaches it, or the port where plaintext would be. */
  plaintext(): Promise<Again>;
  /** Booted with its timeouts divided by `quickening`. */
  quickened(): Promise<Again>;
  /** Booted without the list of allowed origins that we gave it. */
  withoutOrigins(): Promise<Again>;
  /** Booted again, as it is. */
  afresh(): Promise<Again>;
  /** How it ended, in its own last words; '' while it runs, and where nobody can know. */
  ending(): string;
}
