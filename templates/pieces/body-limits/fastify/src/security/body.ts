export { jsonOnly } from './body+content-type.js';
export { jsonBodies, readBytes, streamBytes } from './body+parser.js';
export { collectBody, refusalOf } from './body+collect.js';
export { announcedFault, jsonLimits, parseJson } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
