import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';
import { footingOf } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly origin: string;
  readonly at: string;
}

const path = '/.well-known/security.txt';
const daysAllowed = 366;

export const publishesASecurityContact = onServer<Transcript>({
  id: 'publishes-a-security-contact',
  question: 'Does /.well-known/security.txt name a contact, and expire within a year?',
  how:
    'Fetches /.well-known/security.txt. A missing file, one without Contact, or an Expires that is ' +
    'past or more than a year away fails.',
  safety: 'passive',
  exercise: async (server) => {
    const client = server.client();
    const { unsure } = await footingOf(server, client);
    const { status, headers, body } = await client.request({ path });
    return {
      unsure,
      status,
      type: headers['content-type'] ?? '',
      text: body.slice(0, 8_000),
      origin: `https://${server.host}`,
      at: new Date().toISOString(),
    };
  },
  read: ({ unsure, status, type, text, origin, at }) => {
    if (status !== 200 && unsure !== '') return [inconclusive(unsure)];
    if (status === 0 || status === 429 || status >= 500)
      return [inconclusive('its place was not answered by the service', `-> ${status || 'no answer'}`)];
    if (status >= 300 && status < 400)
      return [inconclusive('it is elsewhere, and redirects are not followed', `-> ${status}`)];
    if (status !== 200) return [fail('is not there', `-> ${status}`)];
    const fields = fieldsOf(text);
    const all = (name: string): readonly string[] =>
      fields.filter(([field]) => field === name).map(([, value]) => value);
    const days = (Date.parse(all('expires')[0] ?? '') - Date.parse(at)) / 86_400_000;
    const canonical = all('canonical');
    return verdictOf(
      [
        ...(/^text\/plain\b/i.test(type) ? [] : [fail('is not text/plain', type || 'no Content-Type')]),
        ...(all('contact').length > 0 ? [] : [fail('has no Contact')]),
        ...all('contact')
          .filter((contact) => !/^(?:https:\/\/[^\s/]+|mailto:[^\s@]+@[^\s@]+|tel:[+\d-]+)/i.test(contact))
          .map((contact) => fail('a Contact is no https:, mailto: or tel: address', contact.slice(0, 100))),
        ...(all('expires').length === 1 ? [] : [fail(`has ${all('expires').length} Expires fields`)]),
        ...(Number.isNaN(days) ? [fail('Expires is no date')] : []),
        ...(days <= 0 ? [fail('has expired', all('expires')[0])] : []),
        ...(days > daysAllowed ? [fail('expires in more than a year', all('expires')[0])] : []),
        ...(canonical.length === 0 || canonical.includes(`${origin}${path}`)
          ? []
          : [fail('Canonical names another place', canonical[0]?.slice(0, 100))]),
      ],
      pass(`names ${all('contact').length} contact, valid for ${Math.floor(days)} days`),
    );
  },
});

const fieldsOf = (text: string): readonly (readonly [string, string])[] =>
  text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    });
