import type { Piece } from '../../src/define/piece.js';
import { bodyLimits } from './body-limits.js';
import { ci } from './ci.js';
import { config } from './config.js';
import { contentType } from './content-type.js';
import { cors } from './cors.js';
import { crashPolicy } from './crash-policy.js';
import { dependencyPolicy } from './dependency-policy.js';
import { documents } from './documents.js';
import { envTemplates } from './env-templates.js';
import { errors } from './errors.js';
import { gracefulShutdown } from './graceful-shutdown.js';
import { health } from './health.js';
import { httpStrict } from './http-strict.js';
import { httpTimeouts } from './http-timeouts.js';
import { httpsOnly } from './https-only.js';
import { ignoreFiles } from './ignore-files.js';
import { inputValidation } from './input-validation.js';
import { logging } from './logging.js';
import { monitoring } from './monitoring.js';
import { problem } from './problem.js';
import { proxyTrust } from './proxy-trust.js';
import { rateLimit } from './rate-limit.js';
import { runtime } from './runtime.js';
import { securityHeaders } from './security-headers.js';
import { securityTxt } from './security-txt.js';
import { sharedCounters } from './shared-counters.js';
import { threatModel } from './threat-model.js';
import { upgrades } from './upgrades.js';

/** Pieces of one phase run in this order. */
export const pieces: readonly Piece[] = [
  config,
  envTemplates,
  ignoreFiles,
  problem,
  proxyTrust,
  logging,
  securityHeaders,
  httpStrict,
  httpsOnly,
  cors,
  sharedCounters,
  rateLimit,
  contentType,
  bodyLimits,
  inputValidation,
  health,
  securityTxt,
  errors,
  httpTimeouts,
  gracefulShutdown,
  upgrades,
  crashPolicy,
  monitoring,
  runtime,
  dependencyPolicy,
  ci,
  documents,
  threatModel,
];
