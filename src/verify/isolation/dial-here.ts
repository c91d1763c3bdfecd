import { connect } from 'node:net';
import type { Socket } from 'node:net';

interface Dial {
  readonly port: number;
  readonly from: string | undefined;
  readonly host?: string;
}

/** Connects to a port on loopback, IPv4 or IPv6. Rejects with the error of the first try. */
export const dialHere = ({ port, from, host = '127.0.0.1' }: Dial): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, ...(from === undefined ? {} : { localAddress: from }) });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (host === '127.0.0.1' && error.code === 'ECONNREFUSED')
        dialHere({ port, from: undefined, host: '::1' }).then(resolve, () => reject(error));
      else reject(error);
    });
    socket.once('connect', () => {
      socket.removeAllListeners('error').removeAllListeners('connect');
      resolve(socket);
    });
  });
