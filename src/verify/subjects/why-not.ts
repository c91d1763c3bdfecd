import type { Boot } from './process.js';

type Told = Pick<Boot, 'state' | 'code' | 'stdout' | 'stderr'>;

/** Where the source names a port, if it is written as a number. */
export type PortPlace = (port: number) => string | undefined;

/** Why a boot does not listen, in one sentence with the most useful line of output; undefined if it listens. */
export function whyNot(boot: Told, how: string, placeOf: PortPlace = () => undefined): string | undefined {
  if (boot.state === 'listening') return undefined;
  const said = `${boot.stdout()}\n${boot.stderr()}`;
  const taken = takenPort(said);
  if (taken !== undefined)
    return `it did not start ${how}: ${taken.address} was taken${placed(said, placeOf(taken.port))}`;
  const line = lastFatal(said);
  if (boot.state === 'silent')
    return `it opened no port ${how}${line === '' ? '' : `: ${line}`}; --boot-timeout gives it longer`;
  const ended = typeof boot.code() === 'number' ? ` (exit ${boot.code()})` : '';
  return `it did not start ${how}${ended}: ${line === '' ? 'it wrote nothing' : line}`;
}

/** The address that was already in use, often by an earlier boot of the same service. */
export function takenPort(said: string): { readonly address: string; readonly port: number } | undefined {
  const found = /EADDRINUSE:? address already in use (\S*?:?(\d{1,5}))(?=["'\s\\,]|$)/.exec(said);
  if (found === null) return undefined;
  const port = Number(found[2]);
  return { address: /^:*\d+$/.test(found[1] ?? '') ? `port ${port}` : (found[1] ?? ''), port };
}

/** The line of code that asked for the port: from the stack, else where the number is written. */
function placed(said: string, written: string | undefined): string {
  const own = [
    ...said.matchAll(/\bat (?:.*?\()?(?:file:\/\/)?(\/[^\s():]+|[A-Za-z]:\\[^\s():]+):(\d+):\d+/g),
  ].find(([, path = '']) => !/[\\/]node_modules[\\/]/.test(path));
  if (written !== undefined) return ` (${written})`;
  return own === undefined ? '' : ` (${(own[1] ?? '').split(/[\\/]/).slice(-2).join('/')}:${own[2] ?? ''})`;
}

/** The fatal line of a log, the message of an uncaught error, or the last line. */
export function lastFatal(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !noise.test(line));
  const fatal = lines.map(messageOf).findLast((message) => message !== undefined);
  const thrown = lines.findLast((line) => /^(?:Uncaught )?(?:\w+ )?\w*(?:Error|Exception)\b.*:/.test(line));
  return (fatal ?? thrown ?? lines.at(-1) ?? '').slice(0, 240);
}

/** Stack frames, carets, and lines that Node adds. */
const noise = /^(?:at |\^+$|[{}]$|Node\.js v\d|node:|throw er;|errno:|code:|syscall:|Emitted 'error')/;

/** The message of a structured line of level error or above. */
function messageOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const level = record['level'] ?? record['severity'];
    if (!(typeof level === 'number' ? level >= 50 : /^(?:fatal|error|crit|emerg)/i.test(String(level))))
      return undefined;
    const { message } = (record['err'] ?? record['error'] ?? {}) as { message?: unknown };
    const told = [record['msg'] ?? record['message'], message].filter(
      (each) => typeof each === 'string' && each !== '',
    );
    return told.join(': ') || undefined;
  } catch {
    return undefined;
  }
}
