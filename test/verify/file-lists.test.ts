import { afterAll, expect, it } from 'vitest';
import { lookAt } from '../support/look-at.js';
import { answer, record } from '../support/recorder.js';
import type { Recorder } from '../support/recorder.js';

const recorders: Recorder[] = [];
afterAll(() => Promise.all(recorders.map((recorder) => recorder.close())));

/** What the probe says of a service that answers one folder with a page. */
async function outcomeOf(folder: string, page: string): Promise<string | undefined> {
  const recorder = await record((head, socket) => {
    const [, path = ''] = head.split(' ');
    if (path.startsWith('/health')) return answer(200)(head, socket);
    return path === folder
      ? answer(200, page, { 'content-type': 'text/html' })(head, socket)
      : answer(404)(head, socket);
  });
  recorders.push(recorder);
  const only = ['serves-no-private-paths'];
  const [seen] = await lookAt(new URL(`http://127.0.0.1:${recorder.port}`), { only });
  return seen?.findings.map(({ outcome, because }) => `${outcome}: ${because}`).join(', ');
}

it.each([
  ['Apache and nginx', '/uploads/', '<html><head><title>Index of /uploads/</title></head></html>'],
  ['Python', '/static/', '<html><title>Directory listing for /static/</title></html>'],
  ['serve-index of Express', '/public/', '<html><title>listing directory /public/</title></html>'],
])('a folder that is listed as %s do it is told', async (_who, folder, page) => {
  expect(await outcomeOf(folder, page)).toContain(`fail: ${folder} is served`);
});

it('a folder with a page of its own is no list', async () => {
  expect(await outcomeOf('/public/', '<html><title>Welcome</title></html>')).not.toContain('fail');
});
