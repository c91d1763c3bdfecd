import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';

@Controller()
export class AppController {
  @Get()
  home() {
    return { service: 'n11-ts-cjs-helmet' };
  }

  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: object) {
    return body;
  }
}
