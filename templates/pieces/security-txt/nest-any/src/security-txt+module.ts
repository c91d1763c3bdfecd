import { Controller, Get, Inject, Module, NotFoundException, VERSION_NEUTRAL } from '@nestjs/common';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { Answers } from './security/contract.js';
import { securityTxt, securityTxtPath } from './security-txt+text.js';

@Controller({ version: VERSION_NEUTRAL })
class SecurityTxtController {
  private readonly text: string | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    this.text = securityTxt(config);
  }

  @Get(securityTxtPath)
  @Answers(200, 'text/plain; charset=utf-8', {
    summary: 'Where to report a vulnerability',
    problems: ['not_found'],
    tag: 'security',
  })
  getSecurityTxt(): string {
    if (this.text === undefined) throw new NotFoundException();
    return this.text;
  }
}

@Module({ controllers: [SecurityTxtController] })
export class SecurityTxtModule {}
