export {
  Problem,
  problemCodes,
  rawProblem,
  statusOf,
  type ProblemCode,
  type ProblemDetails,
  type Refused,
  type Why,
} from './problem+codes.js';
export { headersKept } from './problem+kept.js';
export { logged, refusedOf, sendProblem } from './problem+send.js';
export { nodeResponse, type PlatformResponse } from './problem+platform.js';
export { ProblemFilter } from './problem+errors.js';
