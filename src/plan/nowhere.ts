import type { Target } from '../define/target.js';

/** A repo has its own way to production; no target of ours speaks for it. */
export const nowhere: Target = {
  id: 'none',
  title: 'its own deployment',
  why: '',
  proxies: 'none',
  stopSeconds: 10,
  data: () => ({}),
  controls: [],
};
