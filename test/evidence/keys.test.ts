import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEnvelope, seal } from '../../src/evidence/envelope.js';
import { signingKey, trustedKeys } from '../../src/evidence/keys.js';
import { openSshPublicKey } from '../../src/evidence/open-ssh.js';
import { cleanUp, folder, pair } from './scene.js';

afterEach(cleanUp);

const none = { state: undefined, config: undefined };
const hasSsh = spawnSync('ssh-keygen', ['-?']).error === undefined;

function sshKey(home: string, kind: string, passphrase = '', name = kind): string {
  const path = join(home, name);
  execFileSync('ssh-keygen', ['-q', '-t', kind, '-N', passphrase, '-C', 'ci key', '-f', path]);
  return path;
}

const trust = (given: readonly string[]) => trustedKeys(given, none, folder('repo'));
const sign = (path: string) => signingKey(path, folder('repo'));

describe.skipIf(!hasSsh)('keys of OpenSSH', () => {
  it('sign and are trusted, by file and by line, under the fingerprint that ssh-keygen shows', () => {
    const path = sshKey(folder('home'), 'ed25519');
    const signer = sign(path);
    const line = readFileSync(`${path}.pub`, 'utf8');
    const shown = execFileSync('ssh-keygen', ['-l', '-f', path], { encoding: 'utf8' });
    expect(shown).toContain(signer.id);
    for (const trusted of [trust([`${path}.pub`]), trust([line])])
      expect(openEnvelope('a', seal('a', 'said', signer), trusted)).toEqual({ text: 'said', by: signer.id });
  });

  it('are the same as their PEM', () => {
    const path = sshKey(folder('home'), 'ed25519');
    const pem = openSshPublicKey(readFileSync(`${path}.pub`, 'utf8')).export({ type: 'spki', format: 'pem' });
    writeFileSync(`${path}.pem`, pem);
    expect(trust([`${path}.pem`])[0]?.id).toBe(sign(path).id);
  });

  it('with a passphrase, of another kind, or damaged are refused with the reason', () => {
    const home = folder('home');
    expect(() => sign(sshKey(home, 'ed25519', 'long enough', 'locked'))).toThrow(/it has a passphrase/);
    expect(() => sign(sshKey(home, 'ecdsa'))).toThrow(/not of the kind ssh-ed25519/);
    expect(() => trust([join(home, 'ecdsa.pub')])).toThrow(/not of the kind ssh-ed25519/);
    const path = sshKey(home, 'ed25519');
    const lines = readFileSync(path, 'utf8').split('\n');
    for (let index = 1; index < lines.length - 3; index += 1) {
      const damaged = lines.map((line, at) => (at === index ? line.slice(0, -8) + 'AAAAAAAA' : line));
      writeFileSync(path, damaged.join('\n'), { mode: 0o600 });
      expect(() => sign(path), `line ${index}`).toThrow(/RAMPART|found that/);
    }
    const line = readFileSync(`${path}.pub`, 'utf8');
    expect(() => trust([line.slice(0, 60)])).toThrow(/damaged/);
  });
});

describe('keys in PEM', () => {
  it('of another kind, private where public is meant, or none at all are refused', () => {
    const home = folder('home');
    const ci = pair(home, 'ci');
    expect(() => trust([ci.secret])).toThrow(/not of the kind ssh-ed25519/);
    expect(() => sign(ci.open)).toThrow(/found that/);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(home, 'rsa'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(home, 'rsa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    expect(() => sign(join(home, 'rsa'))).toThrow(/of the kind rsa, not ed25519/);
    expect(() => trust([join(home, 'rsa.pub')])).toThrow(/of the kind rsa, not ed25519/);
    for (const text of [
      '',
      '# only words\n',
      'nonsense',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    ]) {
      writeFileSync(join(home, 'bad'), text);
      expect(() => trust([join(home, 'bad')])).toThrow(/Expected an ed25519 key/);
    }
    expect(() => trust([home])).toThrow(/it is a folder/);
    expect(() => trust([join(home, 'missing')])).toThrow(/there is none/);
  });

  it('may stand several in one file, each is trusted', () => {
    const home = folder('home');
    const [one, two] = [pair(home, 'one'), pair(home, 'two')];
    writeFileSync(join(home, 'both'), readFileSync(one.open, 'utf8') + readFileSync(two.open, 'utf8'));
    const ids = trust([join(home, 'both')]).map(({ id }) => id);
    expect(ids).toEqual([sign(one.secret).id, sign(two.secret).id]);
  });
});

describe('an envelope', () => {
  it('is what other tools of DSSE read: the signature is over its type and its bytes', () => {
    const home = folder('home');
    const signer = sign(pair(home, 'ci').secret);
    const trusted = [{ id: signer.id, key: createPublicKey(signer.key) }];
    const text = seal('application/x', 'said', signer);
    expect(openEnvelope('application/x', text, trusted)).toMatchObject({ text: 'said' });
    expect(openEnvelope('application/y', text, trusted)).toHaveProperty('no');
    expect(openEnvelope('application/x', `\n${text.replaceAll(',', ', ')}\n`, trusted)).toMatchObject({
      text: 'said',
    });
  });
});
