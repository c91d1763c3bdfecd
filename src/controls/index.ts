import type { Control } from '../define/control.js';
import { api } from './api.js';
import { deployment } from './deployment.js';
import { documentControls } from './documents.js';
import { http } from './http.js';
import { input } from './input.js';
import { operations } from './operations.js';
import { secrets } from './secrets.js';
import { supplyChain } from './supply-chain.js';

/** The checklist: every control, in the order of the sections. */
export const controls: readonly Control[] = [
  ...secrets,
  ...api,
  ...http,
  ...input,
  ...operations,
  ...supplyChain,
  ...deployment,
  ...documentControls,
];

export const controlById: ReadonlyMap<string, Control> = new Map(
  controls.map((control) => [control.id, control]),
);
