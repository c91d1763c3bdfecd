import { expect, it } from 'vitest';
import { parseConfig } from '../src/config.js';
import { operationsToken, startService } from './service.js';

const securityTxt = 'GET /.well-known/security.txt';

it('says in security.txt where to report, for the next half year', async () => {
  const { send } = await startService({ SECURITY_CONTACT: 'mailto:security@acme.org' });
  const { status, headers, body } = await send(securityTxt);
  expect([status, headers['content-type']?.toLowerCase()]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(body).toContain('Contact: mailto:security@acme.org\n');
  expect(body).toContain('Canonical: https://api.service.test/.well-known/security.txt\n');
  const days = (Date.parse(/^Expires: (.+)$/m.exec(body)?.[1] ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(178);
  expect(days).toBeLessThanOrEqual(180);
});

it('has no security.txt without a contact', async () => {
  const { send } = await startService();
  expect((await send(securityTxt)).status).toBe(404);
});

it.each([
  'security@acme.org',
  'http://acme.org',
  'mailto:a@acme.org\nExpires: 2099-01-01T00:00:00Z',
  'https://',
])('does not start with the contact %j', (contact) => {
  const env = {
    NODE_ENV: 'test',
    OPERATIONS_TOKEN: operationsToken,
    SECURITY_CONTACT: contact,
  };
  expect(() => parseConfig(env)).toThrow(/SECURITY_CONTACT/);
});
