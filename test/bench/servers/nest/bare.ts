/* eslint @typescript-eslint/no-extraneous-class: ["error", { "allowWithDecorator": true }] -- a Nest module is one */
import 'reflect-metadata';
import { Controller, Get, Module, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { page, port } from '../notes.js';

@Controller('notes')
class NotesController {
  @Get()
  list(@Query('limit') limit = '20') {
    return page(Number(limit));
  }
}

@Module({ controllers: [NotesController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: false });
await app.listen(port, '127.0.0.1');
