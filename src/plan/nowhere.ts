import type { Target } from '../define/target.js';

/** The target of a repo that rampart did not make: it is deployed in its own way. */
export const nowhere: Target = {
  id: 'none',
  title: 'its own deployment',
  why: '',
  proxies: 'none',
  stopSeconds: 10,
  template: {
    head: [
      'Copy to .env.production, which git ignores, and fill in. A secret may also come from a file: NAME_FILE=<path>',
    ],
    secret: () => [],
    decided: [],
  },
  data: () => ({}),
  controls: [],
};
