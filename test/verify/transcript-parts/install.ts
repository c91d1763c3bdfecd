export const ruling = (value: unknown, more: object = {}) => ({ value, file: '.npmrc', vain: '', ...more });
export const policy = (more: object = {}) => ({
  manager: { name: 'npm', version: '11.21.2', from: 'packageManager', told: 'named', trouble: [] },
  scripts: ruling('none'),
  writes: ruling('exact'),
  days: ruling(7),
  elsewhere: ruling('refused'),
  lockfile: ruling('used'),
  trouble: [],
  ...more,
});
export const doubt = { doubt: 'it holds only with npm from 11.10.0 on' };
export const trouble = [{ path: '.npmrc', why: 'is a link' }];
