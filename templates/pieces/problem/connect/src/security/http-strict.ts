export { strictHttp } from './http-strict+middleware.js';
export { strictRules } from './http-strict+rules.js';
export { makeReadable } from './http-strict+readable.js';
export { answerRaw, onRawAnswer, type RawRefusal } from './http-strict+raw.js';
