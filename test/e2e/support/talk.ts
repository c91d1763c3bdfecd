import { connect } from 'node:net';

/** One of the answers that came over a connection. Header names are in lower case; of a repeated one all values. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/**
 * Sends exactly this and gives every answer that comes before the connection is closed. Who waits for more
 * is told that there is none.
 */
export function talk(port: number, text: string): Promise<readonly Reply[]> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1');
    const hangUp = setTimeout(() => socket.end(), 150);
    const giveUp = setTimeout(() => socket.destroy(), 5_000);
    socket.setEncoding('latin1').on('data', (data: string) => {
      received += data;
      hangUp.refresh();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(hangUp);
      clearTimeout(giveUp);
      resolve(repliesIn(received));
    });
    socket.write(text, 'latin1');
  });
}

/** No answer of a service has a status line in its body. */
const repliesIn = (text: string): readonly Reply[] =>
  text
    .split(/(?=HTTP\/1\.[01] \d{3} )/)
    .filter((each) => each.startsWith('HTTP/') && !each.startsWith('HTTP/1.1 100 '))
    .map((each) => {
      const end = each.indexOf('\r\n\r\n');
      const [first = '', ...lines] = each.slice(0, end).split('\r\n');
      const headers: Record<string, string[]> = {};
      for (const line of lines) {
        const colon = line.indexOf(':');
        (headers[line.slice(0, colon).toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
      }
      return { status: Number(first.slice(9, 12)), headers, body: each.slice(end + 4) };
    });
