import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/**
 * The contact may be missing in production too: a service that does not start protects nobody, and the
 * control stays open. `Expires` counts from the start of the process. A fixed date goes stale while nobody
 * looks, and one that moves with each request says nothing.
 */
const routes = code`${from('../routes/security-txt.js', 'securityTxtRoutes')}(${root.config})`;

export const securityTxt = definePiece({
  id: 'security-txt',
  title: 'security.txt',
  why: 'Whoever finds a hole learns where to report it (RFC 9116)',
  phase: 'validation',
  preset: 'minimal',
  options: {},
  needs: ['config', 'http-strict', 'input-validation'],
  fits: {
    any: {
      packages: ['zod'],
      compose: () => code`${from('./mount.js', 'mount')}(app, ${routes});`,
    },
  },
  env: [
    {
      name: 'SECURITY_CONTACT',
      schema: code`${from('./security/security-contact.js', 'securityContact')}()`,
      kind: 'setting',
      comment:
        'Where to report a vulnerability: https://... or mailto:...; shown by /.well-known/security.txt.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
  ],
  controls: ['security-txt'],
});
