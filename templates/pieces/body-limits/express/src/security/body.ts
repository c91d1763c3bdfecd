export { checkType, dropBody, readBytes, readJson } from './body+whole.js';
export { streamBytes } from './body+as-it-comes.js';
export { collectBody, refusalOf } from './body+collect.js';
export { announcedFault, jsonLimits, parseJson } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
