import type { Target } from '../define/target.js';

/** A repo has its own way to production; no target of ours speaks for it. */
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
