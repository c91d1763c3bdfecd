/** What the static probes on sources say about transcripts made by hand: [what it is, transcript, outcome]. */
export type Case = readonly [name: string, transcript: unknown, outcome: string];

const all = { files: 3, unread: [] };
const none = { files: 0, unread: [] };
const broken = { files: 2, unread: [{ path: 'a.ts', because: 'does not parse' }] };
const literal = { where: 'a:1', what: 'a key' };
const fallback = { where: 'a:1', name: 'A_TOKEN', how: '||' };
const read = (...paths: readonly string[]) =>
  paths.map((path) => ({ path, where: `${path}:1`, name: 'A_TOKEN' }));
const template = (more: object = {}) => ({
  path: '.env.production.template',
  keys: ['A_KEY'],
  realLooking: [],
  unexplained: [],
  ...more,
});
const agreeing = { read: ['A_KEY'], hidden: 0, spoken: '', templates: [template()] };

export const sourceTranscripts: Readonly<Record<string, readonly Case[]>> = {
  'holds-no-secret-literals': [
    ['none', { ...all, texts: 5, found: [] }, 'pass'],
    ['one', { ...all, texts: 5, found: [literal] }, 'fail'],
    ['nothing read', { ...none, texts: 0, found: [] }, 'inconclusive'],
    ['one file not read', { ...broken, texts: 5, found: [] }, 'inconclusive'],
    ['one in another file', { ...broken, texts: 5, found: [literal] }, 'fail'],
  ],
  'reads-secrets-in-one-module': [
    ['one module', { ...all, reads: read('src/config.ts') }, 'pass'],
    ['two modules', { ...all, reads: read('a.ts', 'b.ts') }, 'fail'],
    ['nothing read', { ...none, reads: [] }, 'inconclusive'],
    ['one file not read', { ...broken, reads: [] }, 'inconclusive'],
  ],
  'has-no-fallback-secrets': [
    ['none', { ...all, found: [] }, 'pass'],
    ['one', { ...all, found: [fallback] }, 'fail'],
    ['nothing read', { ...none, found: [] }, 'inconclusive'],
    ['one file not read', { ...broken, found: [] }, 'inconclusive'],
    ['one in another file', { ...broken, found: [fallback] }, 'fail'],
  ],
  'template-matches-config': [
    ['agree', { ...all, ...agreeing }, 'pass'],
    ['a real value', { ...all, ...agreeing, templates: [template({ realLooking: ['A_KEY'] })] }, 'fail'],
    ['a name too many', { ...all, ...agreeing, read: ['B_KEY'], readBeside: [] }, 'fail'],
    ['nothing read', { ...all, ...agreeing, read: [] }, 'inconclusive'],
    ['one for development', { ...all, ...agreeing, templates: [template({ path: '.env.example' })] }, 'pass'],
    [
      'one for development, where production is spoken of',
      { ...all, ...agreeing, spoken: 'README.md', templates: [template({ path: '.env.example' })] },
      'fail',
    ],
    ['no template', { ...all, ...agreeing, templates: [] }, 'fail'],
    [
      'a template that was not read',
      {
        files: 3,
        unread: [{ path: '.env.example', because: 'too large, or no plain text' }],
        read: ['A_KEY'],
        hidden: 1,
        spoken: '',
        templates: [],
      },
      'inconclusive',
    ],
    [
      'a name that a file may read which was not read',
      { ...broken, ...agreeing, templates: [template({ keys: ['A_KEY', 'B_KEY'] })] },
      'inconclusive',
    ],
  ],
  'rewrites-no-input': [
    ['none', { ...all, found: [] }, 'pass'],
    ['one', { ...all, found: [literal] }, 'fail'],
    ['nothing read', { ...none, found: [] }, 'inconclusive'],
    ['one file not read', { ...broken, found: [] }, 'inconclusive'],
  ],
};
