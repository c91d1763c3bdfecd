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
export { handleErrors, notFound } from './problem+errors.js';
