import { defineFramework } from '../../src/define/framework.js';
import { anyNest } from '../any-nest.js';
import { flags } from '../bare-service.js';

const onExpress = anyNest({
  platform: ['@nestjs/platform-express', 'express'],
  nodeFlags: [flags.noProto, flags.noCodeFromStrings],
});

export const nest = defineFramework({
  ...onExpress,
  id: 'nest',
  title: 'NestJS 12 on Express',
  why: 'Modules, injection and decorators: one way to do things, for services that grow',
  adapters: ['connect', 'nest-any', 'nest'],
  devPackages: [...onExpress.devPackages, '@types/express'],
});
