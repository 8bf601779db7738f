/** The floor: LISTEN, one query for what is new, the same message to every socket. No token, no schema, no rights, no order. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer } from 'ws';

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
const { rows } = await client.query('SELECT coalesce(max(id), 0) AS id FROM event');
let last = rows[0].id as string;
let reading: Promise<void> = Promise.resolve();

async function tell(): Promise<void> {
  const found = await client.query(
    'SELECT id, at, type, subject_id, data FROM event WHERE id > $1 AND type = $2 ORDER BY id',
    [last, 'USER_EDITED'],
  );
  for (const { id, at, type, subject_id: backupId, data } of found.rows) {
    last = id;
    const { state = null, stage = null, attempt = null, objects = null, bytes = null } = data;
    const update = { eventId: id, type, at, backupId, state, stage, attempt, objects, bytes };
    const text = JSON.stringify({ id: '1', type: 'next', payload: { data: { backupUpdated: update } } });
    for (const socket of server.clients) socket.send(text);
  }
}

client.on('notification', () => {
  reading = reading.then(tell);
});
await client.query('LISTEN bench_floor');
// Last: nobody waits while it begins to listen, so the line below is not missed.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('listening', () => {
  console.log(JSON.stringify({ msg: 'the floor is up', port: (server.address() as AddressInfo).port }));
});
