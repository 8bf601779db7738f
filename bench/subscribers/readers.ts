/** A process of its own with many sockets, each with one subscription. It is asked when each of them got each event. */
import { WebSocket } from 'ws';

const [url = '', token = '', count = '0'] = process.argv.slice(2);
const QUERY = 'subscription { backupUpdated { eventId type at backupId state stage attempt objects bytes } }';
const BATCH = 50;

/** By number of the event: when each reader had it, in milliseconds of the clock that all processes share. */
const received = new Map<number, number[]>();

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function open(): Promise<void> {
  const socket = new WebSocket(url, token === '' ? undefined : 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const ready = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const at = now();
    const text = String(data);
    if (text.includes('"connection_ack"')) {
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: QUERY } }));
      ready.resolve();
      return;
    }
    const number = Number(/"objects":(\d+)/.exec(text)?.[1] ?? Number.NaN);
    if (!Number.isNaN(number)) received.set(number, [...(received.get(number) ?? []), at]);
  });
  if (token === '') return;
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await ready.promise;
}

for (let opened = 0; opened < Number(count); opened += BATCH) {
  await Promise.all(Array.from({ length: Math.min(BATCH, Number(count) - opened) }, open));
}
console.log(JSON.stringify({ msg: 'the readers are up' }));
process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'event' in message)
    process.send?.(received.get(Number(message.event)) ?? []);
});
