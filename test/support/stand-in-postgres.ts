import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A server that speaks just enough of PostgreSQL's protocol to let anyone in and say its version. */
export async function startStandInPostgres(
  version: string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
      socket.on('data', (data) => answer(socket, data, version));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://someone:s3cret@127.0.0.1:${port}/holdfast`, close: () => void server.close() };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = message('Z', Buffer.from('I'));

function answer(socket: Socket, data: Buffer, version: string): void {
  if (data.toString('latin1', 0, 1) !== 'Q') return;
  // One column of type text (25), one row, done.
  const column = Buffer.from(
    `0001${Buffer.from('server_version\0').toString('hex')}00000000000000000019ffffffffffff0000`,
    'hex',
  );
  const row = Buffer.alloc(6);
  row.writeInt16BE(1);
  row.writeInt32BE(version.length, 2);
  socket.write(
    Buffer.concat([
      message('T', column),
      message('D', Buffer.concat([row, Buffer.from(version)])),
      message('C', Buffer.from('SHOW\0')),
      READY,
    ]),
  );
}
