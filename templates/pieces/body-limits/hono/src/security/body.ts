export { bytesOf, hasBodyOf, headersOf, limitBody, readBody } from './body+read.js';
export { collectBody, refusalOf } from './body+collect.js';
export { announcedFault, isText, jsonLimits, mostKeys, parseJson, tooManyKeys } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
