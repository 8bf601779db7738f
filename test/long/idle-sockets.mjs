// A process of its own that opens many sockets and says nothing more: `url count [token]`. It tells how many stand, how many were refused and
// with what, and goes on telling who was closed.
import { WebSocket } from 'ws';

const [url, count, token] = process.argv.slice(2);
const AT_ONCE = 100;
const counted = { open: 0, ready: 0, refused: {}, closed: {} };
const add = (where, what) => {
  where[what] = (where[what] ?? 0) + 1;
};

function open() {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    socket.once('error', (error) => {
      add(counted.refused, /response: (\d+)/.exec(error.message)?.[1] ?? error.code ?? 'error');
      resolve();
    });
    socket.once('open', () => {
      counted.open += 1;
      socket.on('error', () => undefined);
      socket.once('close', (code) => {
        counted.open -= 1;
        add(counted.closed, code);
        resolve();
      });
      if (token === undefined) return resolve();
      socket.once('message', () => {
        counted.ready += 1;
        resolve();
      });
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    });
  });
}

for (let asked = 0; asked < Number(count); asked += AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - asked) }, open));
}
process.on('message', () => process.send(counted));
process.send({ done: true });
