export { checkAnnounced, checkType, dropBody, readBytes, readJson, type Accepted } from './body+read.js';
export { collectBody } from './body+collect.js';
export { announcedFault, jsonLimits, parseJson } from './body+json.js';
export { isForeignBody } from './body+media-type.js';
