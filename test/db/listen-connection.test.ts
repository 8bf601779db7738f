import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { ListenConnection } from '../../src/db/listen-connection.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { recordingLog } from '../support/recording-log.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => await database.drop());

async function listen(checkEveryMs?: number) {
  const heard: string[] = [];
  const log = recordingLog();
  const connection = await ListenConnection.open({
    url: database.url,
    channels: ['holdfast_events', 'Other Channel'],
    applicationName: 'holdfast-listen',
    log,
    onNotification: (channel, payload) => heard.push(`${channel}: ${payload}`),
    onReconnect: () => heard.push('reconnected'),
    ...(checkEveryMs && { checkEveryMs }),
  });
  onTestFinished(async () => await connection.close());
  return { connection, heard, log };
}

const notify = (channel: string, payload: string) =>
  database.query(`SELECT pg_notify('${channel}', '${payload}')`);
const listeners = () =>
  database.query(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'holdfast-listen' AND datname = current_database()`,
  );
const cut = () =>
  database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdfast-listen' AND datname = current_database()`,
  );

it('what is notified on its channels arrives, from the moment it is open, and nothing else', async () => {
  const { heard } = await listen();
  await notify('holdfast_events', '1');
  await notify('unheard', 'x');
  await notify('Other Channel', '2');
  await expect.poll(() => heard).toEqual(['holdfast_events: 1', 'Other Channel: 2']);
});

it('after every loss it listens again and says so, so that its user can look what was missed', async () => {
  const { heard, log, connection } = await listen();
  for (const round of [1, 2]) {
    await cut();
    await expect.poll(() => heard.filter((each) => each === 'reconnected').length).toBe(round);
    expect(connection.isListening).toBe(true);
    await notify('holdfast_events', `after ${round}`);
    await expect.poll(() => heard).toContain(`holdfast_events: after ${round}`);
  }
  expect(JSON.stringify(log.lines)).not.toContain(new URL(database.url).password || 'no password');
});

it('a connection that is checked stays the same one', async () => {
  await expect.poll(async () => (await listeners()).length).toBe(0);
  const { heard } = await listen(10);
  const [before] = await listeners();
  const checked = () =>
    database.query(
      `SELECT FROM pg_stat_activity WHERE application_name = 'holdfast-listen' AND query = 'SELECT 1'`,
    );
  await expect.poll(async () => (await checked()).length).toBe(1);
  expect(await listeners()).toEqual([before]);
  expect(heard).toEqual([]);
});

it('a closed one ends its connection and does not come back', async () => {
  const { connection, heard } = await listen();
  await connection.close();
  await connection.close();
  await expect.poll(async () => (await listeners()).length).toBe(0);
  expect(connection.isListening).toBe(false);
  expect(heard).toEqual([]);
});
