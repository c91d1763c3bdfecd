export { checkType, dropBody, readBytes, readJson } from './body+whole.js';
export { checkAnnounced, type Accepted } from './body+announced.js';
export { collectBody, refusalOf } from './body+collect.js';
export { announcedFault, jsonLimits, parseJson } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
