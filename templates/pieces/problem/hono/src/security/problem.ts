export {
  Problem,
  problemCodes,
  problemType,
  rawProblem,
  statusOf,
  type ProblemCode,
  type ProblemDetails,
  type Refused,
  type Why,
} from './problem+codes.js';
export { answerProblem } from './problem+send.js';
export { handleErrors, notFound, onlyErrors } from './problem+errors.js';
