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
export { sendProblem } from './problem+send.js';
export { handleErrors, sendRoundAgain } from './problem+errors.js';
