import { childrenText } from './guard-children.js';
import { connectText } from './guard-connect.js';
import { filesText } from './guard-files.js';
import { listenText } from './guard-listen.js';
import { namesText } from './guard-names.js';

/** An address that the user allows: HOST:PORT. */
export interface Allowed {
  readonly host: string;
  readonly port: number;
  /** Where it is found inside a network of its own. */
  readonly alias: string;
}

export interface GuardOptions {
  /** The file that it will be in: children get it from there again. */
  readonly path: string;
  /**
   * Here a file per port says that a process of the boot listens on it, and 'for-3000' where that is that
   * was asked for as 3000.
   */
  readonly ports: string;
  /** Here each refused address is written down, one a line. */
  readonly log: string;
  readonly allowed: readonly Allowed[];
  /** The port that the service was given. */
  readonly port: number;
  /** 'own': every address on loopback is the service's own, and the kernel refuses the rest. */
  readonly loopback: 'own' | 'shared';
  /** The copy, and ours: here sockets that are files may be used. */
  readonly folders: readonly string[];
  /** Folders of the user's that are linked into the copy. */
  readonly readOnly: readonly string[];
}

/**
 * Runs in every Node process of the boot, before anything else: listens on loopback only, and refuses what leads
 * elsewhere. CommonJS text. A refusal looks like that of a machine without a network: it is told later, never thrown.
 */
export const guardText = (options: GuardOptions): string => String.raw`'use strict';
(() => {
const config = ${JSON.stringify(options)};
const once = Symbol.for('rampart.guard');
if (globalThis[once]) return;
Object.defineProperty(globalThis, once, { value: true });
const fs = require('node:fs');
const path = require('node:path');
const { appendFileSync, existsSync, readFileSync, writeFileSync } = fs; // before anything is put in their place
const note = (file, text) => {
  try {
    appendFileSync(file, text + '\n');
  } catch {
    // a service whose disk is full is still a service
  }
};
const refused = (what) => note(config.log, String(what).slice(0, 200));
const portFile = (port) => path.join(config.ports, String(port));
const keep = (name, text) => {
  try {
    writeFileSync(portFile(name), String(text));
  } catch {
    // then the port is found in another way
  }
};
${listenText}
${connectText}
${namesText}
${childrenText}
${filesText}
require('node:module').syncBuiltinESMExports();
})();
`;
