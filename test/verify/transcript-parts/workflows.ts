export const commit = 'a'.repeat(40);
export const looked = (read: readonly object[], more: object = {}) => ({
  read,
  broken: [],
  stranded: [],
  assumption: '',
  ...more,
});
export const broken = { broken: [{ path: 'a.yml', why: 'is not YAML that parses' }] };
export const stranded = { stranded: ['.github/workflows/ci.yml'] };
