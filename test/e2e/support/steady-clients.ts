import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Tally {
  answered: number;
  /** Told by `Connection: close` that the next request belongs elsewhere. */
  moved: number;
  /** Nobody listened: nothing was sent. */
  refused: number;
  /** Sent, and never answered, or with 5xx. */
  readonly lost: string[];
}

interface Conversation {
  /** The port that a client may use now. */
  readonly port: () => number;
  readonly isOver: () => boolean;
  /** So many numbers, each less than the one that is given. */
  readonly random: (below: number) => number;
}

/**
 * Clients as balancers are: each keeps its connection, sends a request when the one before is answered,
 * moves on when it is told so. A note is written, some of them slowly, then read, replaced and deleted, so
 * that what the service holds stays as it is.
 */
export async function converse(count: number, conversation: Conversation): Promise<Tally> {
  const tally: Tally = { answered: 0, moved: 0, refused: 0, lost: [] };
  await Promise.all(Array.from({ length: count }, () => talk(conversation, tally)));
  return tally;
}

async function talk({ port, isOver, random }: Conversation, tally: Tally): Promise<void> {
  let line: Line | undefined;
  const ask = async (what: string, body?: object): Promise<Answer | undefined> => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const open = line?.isOpen() ? line : await Line.to(port());
      if (open === undefined) {
        tally.refused += 1;
        await sleep(20);
        continue;
      }
      line = open;
      const answer = await open.ask(what, body, body !== undefined && random(10) === 0 ? 400 : 0);
      if (answer === undefined) tally.lost.push(`${what}: no answer`);
      else if (answer.status >= 500) tally.lost.push(`${what}: ${String(answer.status)}`);
      else tally.answered += 1;
      if (answer?.closes === true) {
        tally.moved += 1;
        line = undefined;
      }
      return answer;
    }
    tally.lost.push(`${what}: nobody listens`);
    return undefined;
  };
  while (!isOver()) {
    const { location } =
      (await ask('POST /notes', { title: 'a note', text: 'x'.repeat(random(5_000)) })) ?? {};
    await ask('GET /notes?limit=20');
    if (location !== undefined) {
      await ask(`PUT ${location}`, { title: 'another' });
      await ask(`DELETE ${location}`);
    }
    await sleep(random(60));
  }
  line?.close();
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly closes: boolean;
}

let addresses = 0;

/** One connection that is kept, its client a new one after each 200 requests: limits are not what is looked at. */
class Line {
  private received = '';
  private hear: () => void = () => undefined;
  private asked = 0;
  private client = '';
  private constructor(private readonly socket: Socket) {
    socket.setNoDelay();
    socket.on('data', (data: Buffer) => {
      this.received += data.toString('latin1');
      this.hear();
    });
    socket.on('error', () => undefined).on('close', () => this.hear());
  }

  static to(port: number): Promise<Line | undefined> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(new Line(socket))).once('error', () => resolve(undefined));
    });
  }

  isOpen(): boolean {
    return !this.socket.destroyed && this.socket.readable && this.socket.writable;
  }
  close(): void {
    this.socket.destroy();
  }

  async ask(what: string, body: object | undefined, slowness: number): Promise<Answer | undefined> {
    if (this.asked++ % 200 === 0) this.client = addressOf(addresses++);
    const text = body === undefined ? '' : JSON.stringify(body);
    const framing =
      body === undefined
        ? ''
        : `Content-Type: application/json\r\nContent-Length: ${String(text.length)}\r\n`;
    const head =
      `${what} HTTP/1.1\r\nHost: api.e2e.test\r\nX-Forwarded-Proto: ` +
      `https\r\nX-Forwarded-For: ${this.client}\r\n${framing}\r\n`;
    this.received = '';
    if (slowness > 0) {
      this.socket.write(head + text.slice(0, 3));
      await sleep(slowness);
      this.socket.write(text.slice(3));
    } else {
      this.socket.write(head + text);
    }
    return this.answer();
  }

  private async answer(): Promise<Answer | undefined> {
    for (;;) {
      const answer = read(this.received);
      if (answer !== undefined || this.socket.destroyed) return answer;
      await new Promise<void>((resolve) => (this.hear = resolve));
    }
  }
}

const addressOf = (index: number): string =>
  [10, (index >> 16) & 255, (index >> 8) & 255, index & 255].join('.');

function read(received: string): Answer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.slice(0, end);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const body = received.slice(end + 4);
  const isWhole = /^transfer-encoding: chunked/im.test(head)
    ? body.endsWith('0\r\n\r\n')
    : body.length >= length;
  if (!isWhole) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    location: /^location: (\S+)/im.exec(head)?.[1],
    closes: /^connection: close/im.test(head),
  };
}
