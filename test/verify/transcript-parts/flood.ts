export const flood = (more: object = {}) => ({
  sent: 1001,
  answered: 1001,
  last: 200,
  limitedAt: 1001,
  retryAfter: '900',
  announced: 1000,
  ...more,
});
export const open = flood({ limitedAt: undefined });
