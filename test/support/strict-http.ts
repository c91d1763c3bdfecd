import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * What is wrong with the bytes of one connection, if they should be a plain read: the grammar of RFC 9112,
 * and nothing more.
 */
export function faultsOfRead(bytes: string, host: string): readonly string[] {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return ['the request has no end'];
  const [line = '', ...fields] = bytes.slice(0, end).split('\r\n');
  const names = fields.map(
    (field) => /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):/.exec(field)?.[1]?.toLowerCase() ?? '',
  );
  return [
    ...(/^(?:GET|HEAD|OPTIONS) \/(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})* HTTP\/1\.1$/.test(line)
      ? []
      : [`request line: ${line}`]),
    ...fields.filter((field) => !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+: [\x20-\x7e]*$/.test(field)),
    ...(fields.filter((field) => field === `host: ${host}`).length === 1 ? [] : ['not its own Host, once']),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} twice`),
    ...names.filter((name) => forbidden.test(name)),
    ...(bytes.length === end + 4 ? [] : [`bytes behind the head: ${bytes.slice(end + 4, end + 40)}`]),
  ];
}

const forbidden =
  /^(?:content-|transfer-encoding|trailer|upgrade|expect|te$|authorization|proxy-|cookie|x-|forwarded|api-?key)/;

/** The same bytes, parsed strictly by Node: each must be exactly one request without a body. */
export async function faultsByNode(all: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  let requests = 0;
  const server = createServer({ insecureHTTPParser: false, requireHostHeader: true }, (req, res) => {
    requests += 1;
    req.on('data', (chunk: Buffer) => faults.push(`a body of ${chunk.length} bytes`));
    res.writeHead(204, { connection: 'close' }).end();
  });
  server.on('clientError', (error, socket) => {
    faults.push(error.message);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const bytes of all) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(bytes, 'latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
    });
  }
  await new Promise((resolve) => server.close(resolve));
  return requests === all.length ? faults : [...faults, `${requests} requests in ${all.length} connections`];
}
