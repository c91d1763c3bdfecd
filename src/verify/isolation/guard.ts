import { childrenText } from './guard-children.js';
import { connectText } from './guard-connect.js';
import { filesText } from './guard-files.js';
import { listenText } from './guard-listen.js';
import { namesText } from './guard-names.js';

/** An address that the user allows: HOST:PORT. */
export interface Allowed {
  readonly host: string;
  readonly port: number;
  /** The address that stands for it inside a separate network. */
  readonly alias: string;
}

export interface GuardOptions {
  /** The path of this file. Children load it from there. */
  readonly path: string;
  /**
   * A folder with one file for each port on which a process of the boot listens; 'for-3000' if it asked for
   * port 3000.
   */
  readonly ports: string;
  /** The file for refused addresses, one for each line. */
  readonly log: string;
  readonly allowed: readonly Allowed[];
  /** The port that the service was told to use. */
  readonly port: number;
  /** 'own': the boot has its own loopback, and the kernel refuses all other addresses. */
  readonly loopback: 'own' | 'shared';
  /** The copy and our folders: socket files in them may be used. */
  readonly folders: readonly string[];
  /** Folders of the user that are linked into the copy. */
  readonly readOnly: readonly string[];
}

/**
 * Runs in every Node process of the boot before anything else: listens on loopback only, and refuses
 * connections to elsewhere. The text of a CommonJS module. A refusal looks like a missing network: an error
 * event, never an exception.
 */
export const guardText = (options: GuardOptions): string => String.raw`'use strict';
(() => {
const config = ${JSON.stringify(options)};
const once = Symbol.for('rampart.guard');
if (globalThis[once]) return;
Object.defineProperty(globalThis, once, { value: true });
const fs = require('node:fs');
const path = require('node:path');
const { appendFileSync, existsSync, readFileSync, writeFileSync } = fs; // taken before they are replaced
const note = (file, text) => {
  try {
    appendFileSync(file, text + '\n');
  } catch {
    // a service with a full disk must still run
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
