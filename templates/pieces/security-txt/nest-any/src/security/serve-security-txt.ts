import type { INestApplication } from '@nestjs/common';
import { nodeResponse, type PlatformResponse, sendProblem } from './problem.js';
import { securityTxt, securityTxtPath } from '../security-txt.js';

/** Answers beside the routes of controllers, with either adapter and outside a global prefix. */
export function serveSecurityTxt(app: INestApplication, config: Parameters<typeof securityTxt>[0]): void {
  const adapter = app.getHttpAdapter();
  const text = securityTxt(config);
  adapter.get(securityTxtPath, (_request: unknown, response: PlatformResponse) => {
    if (text === undefined) {
      sendProblem(nodeResponse(response), 'not_found');
      return;
    }
    adapter.setHeader(response, 'Content-Type', 'text/plain; charset=utf-8');
    adapter.reply(response, text, 200);
  });
}
