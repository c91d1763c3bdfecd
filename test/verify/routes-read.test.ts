import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { routesRead } from '../../src/repo/routes-read.js';
import { openRepo } from '../../src/repo/repo.js';

function read(text: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-routes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/main.ts'), text);
  return routesRead(openRepo(folder)).map(({ method, path }) => `${method} ${path}`);
}

it('reads calls, with what they are mounted on', () => {
  expect(read("router.post('/cats', create);\napp.use('/api', router);")).toEqual([
    'POST /cats',
    'POST /api/cats',
  ]);
});

it('reads the decorators of Nest', () => {
  const text = `
    @Controller('cats')
    class Cats {
      @Get() list() {}
      @Post() @HttpCode(201) create(@Body() cat: Cat) {}
      @Delete('/:id/') remove(@Param('id') id: string) {}
      helper() {}
    }
    @Injectable() class Cellar { @Get('wine') get() {} }
    @Controller() export class Root { @Put('root') put() {} }`;
  expect(read(text)).toEqual(['GET /cats', 'POST /cats', 'DELETE /cats/:id', 'PUT /root']);
  expect(read(`${text}\napp.setGlobalPrefix('/api');`)).toContain('DELETE /api/cats/:id');
});
