import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, isContent } from './ask.js';
import type { Finding, Judge, Subject } from './judge.js';

const unit = 'deploy/systemd/app.service';
const firewall = 'deploy/systemd/nftables.conf';

/** What is written for a machine with systemd. */
export const machineJudges: readonly Judge[] = [
  {
    name: 'systemd-analyze',
    tool: 'systemd-analyze',
    over: ['output', 'installed'],
    needs: unit,
    look: (subject, tool) =>
      inScratch((folder) => {
        const text = readFileSync(join(subject.folder, unit), 'utf8');
        // Exposure of ten, times ten: at most 1.2, and 1.5 where a user had to give up the list of addresses.
        const open = text.replace(/^IPAddress(?:Deny|Allow)=.*$/gm, '');
        return [
          ...exposure(tool, subject, write(folder, 'listed.service', text), '12', unit),
          ...exposure(
            tool,
            subject,
            write(folder, 'open.service', open),
            '15',
            `${unit} without IPAddressDeny=`,
          ),
          ...verified(tool, subject, write(folder, 'verified.service', startable(text))),
        ];
      }),
  },
  {
    name: 'nft',
    tool: 'nft',
    over: ['output', 'installed'],
    needs: firewall,
    look: (subject, tool) => {
      // Even a check asks the kernel, which answers root of a network of one's own, too.
      const { answer, said } = isContent(
        'unshare',
        ['--user', '--map-root-user', '--net', tool, '--check', '--file', firewall],
        subject,
      );
      return answer === 'yes' ? [] : [at('nft', 'check', subject, firewall, said)];
    },
  },
];

function exposure(
  tool: string,
  subject: Subject,
  path: string,
  threshold: string,
  place: string,
): readonly Finding[] {
  const flags = ['security', '--offline=true', `--threshold=${threshold}`, '--no-pager'];
  const { answer, said } = isContent(tool, [...flags, path], subject);
  const last = said.split('\n').at(-1) ?? '';
  return answer === 'yes' ? [] : [at('systemd-analyze', 'exposure', subject, place, last)];
}

/** Clean means silent: it also exits with 0 for what it only warns of. */
function verified(tool: string, subject: Subject, path: string): readonly Finding[] {
  const { answer, said } = isContent(tool, ['verify', '--man=no', path], subject);
  return answer === 'yes' && said === '' ? [] : [at('systemd-analyze', 'verify', subject, unit, said)];
}

/** This machine's node need not be where the unit's is. */
const startable = (text: string): string =>
  text.replace('ExecStart=/usr/bin/node ', `ExecStart=${process.execPath} `);

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function inScratch<T>(look: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-unit-'));
  try {
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
