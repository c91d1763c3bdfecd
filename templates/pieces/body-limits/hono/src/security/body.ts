export { bytesOf, hasBodyOf, headersOf, limitBody, readBody } from './body+read.js';
export { collectBody } from './body+collect.js';
export { announcedFault, isText, jsonLimits, parseJson } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
