import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';
import { zodPlugin } from '../zod-plugin.js';

/**
 * The contact is optional in production too: better a service without one than none; the control then stays
 * open. `Expires` counts from the start of the process: a fixed date would go out of date unnoticed, and a
 * date counted from each request would say nothing.
 */
const plugin = code`app.register(${from('../security-txt.js', 'securityTxt')}, ${root.config});`;

export const securityTxt = definePiece({
  id: 'security-txt',
  title: 'security.txt',
  why: 'Says where to report a vulnerability (RFC 9116)',
  phase: 'validation',
  preset: 'standard',
  options: {},
  needs: ['config', 'http-strict', 'input-validation'],
  fits: {
    hono: {
      packages: ['zod', '@hono/zod-openapi'],
      compose: () =>
        code`app.route('/', ${from('../security-txt.js', 'securityTxtRoutes')}(${root.config}));`,
    },
    express: {
      packages: [],
      compose: () =>
        code`app.use('/.well-known', ${from('../security-txt.js', 'securityTxtRouter')}(${root.config}));`,
    },
    fastify: {
      packages: ['fastify-type-provider-zod', 'zod'],
      modules: () => [plugin],
      compose: () => zodPlugin(plugin),
      mounts: 'in existing repos',
    },
    'nest-any': {
      packages: ['zod'],
      compose: () => code`${from('./serve-security-txt.js', 'serveSecurityTxt')}(app, ${root.config});`,
      modules: () => [code`${from('../security-txt.js', 'SecurityTxtModule')},`],
      mounts: 'in existing repos',
    },
  },
  env: [
    {
      name: 'SECURITY_CONTACT',
      schema: code`${from('./security/env.js', 'securityContact')}()`,
      kind: 'setting',
      comment:
        'Where to report a vulnerability: https://... or mailto:...; shown by /.well-known/security.txt.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
  ],
  controls: ['security-txt'],
});
