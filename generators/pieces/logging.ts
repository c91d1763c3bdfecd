import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const server = () => code`${from('./request-log.js', 'logRawAnswers')}(${root.server}, ${root.logger});`;
const printed = code`${from('./logger.js', 'logPrinted')}(${root.server}, ${root.logger}, ${root.config}.NODE_ENV);`;
const secrets = code`${from('../config.js', 'secretValues')}(config)`;
const options = code`{ level: config.LOG_LEVEL, mode: config.NODE_ENV, secrets: ${secrets} }`;

export const logging = definePiece({
  id: 'logging',
  title: 'Structured logging',
  why: 'One JSON line a request, security events by name, and no secret in any of them',
  phase: 'edge',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem'],
  context: {
    name: 'logger',
    type: { from: './logger.js', name: 'Logger', kind: 'type' },
    value: code`${from('./logger.js', 'createLogger')}(${options})`,
  },
  fits: {
    connect: {
      packages: ['pino'],
      compose: () => middleware(code`${from('./request-log.js', 'requestLog')}(${root.logger})`),
      later: { server },
      existing: ['pino-http', 'express-pino-logger', 'morgan'],
    },
    'nest-any': {
      packages: ['pino'],
      compose: () => [
        code`app.useLogger(new ${from('./logger.js', 'NestLogger')}(${root.logger}));`,
        middleware(code`${from('./request-log.js', 'requestLog')}(${root.logger})`),
      ],
      later: { server },
      existing: ['nestjs-pino', 'nest-winston', 'pino-http', 'express-pino-logger', 'morgan'],
    },
    hono: {
      packages: ['pino'],
      compose: () => middleware(code`${from('./request-log.js', 'requestLog')}(${root.logger})`),
      later: { server: () => code`${server()}\n${printed}` },
      existing: ['hono/logger', 'hono-pino', 'pino-http'],
    },
    fastify: {
      packages: ['pino'],
      settings: () => [{ property: code`...${from('./request-log.js', 'requestLogging')}(${root.logger})` }],
      compose: () => code`${from('./request-log.js', 'logRequests')}(app, ${root.logger});`,
      later: { server },
    },
  },
  env: [
    {
      name: 'LOG_LEVEL',
      schema: code`${from('zod', 'z')}.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info')`,
      kind: 'setting',
      comment: 'Least severe level that is logged: fatal, error, warn, info or debug.',
      fallback: { in: 'everywhere', value: 'info' },
      example: { development: 'info', production: 'info' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Repudiation',
        threat: 'Somebody denies having sent a request, or an attack leaves no trace.',
        met:
          'One line a request with its id, client and outcome; refusals ' +
          'are events by name: `src/security/request-log.ts`.',
        shownBy: ['logging-structured', 'security-events'],
      },
      {
        stride: 'Tampering',
        threat: 'A client forges log lines with what it sends.',
        met: 'A line is one JSON object, whatever is logged: `src/security/logger.ts`.',
        shownBy: ['logging-structured'],
      },
      {
        stride: 'Information disclosure',
        threat: 'Passwords and tokens are read in the logs.',
        met:
          'What has a telling name, or lies below one, is masked, and so is ' +
          'what looks like a credential: `src/security/redact.ts`.',
        shownBy: ['logging-redaction'],
      },
    ],
    flows: [{ to: 'standard output', carries: 'one JSON line a request, scrubbed' }],
  },
  controls: ['logging-structured', 'logging-redaction', 'security-events'],
});
