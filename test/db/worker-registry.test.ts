import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const SILENT_MS = 60_000;
let database: TestDatabase;
let registry: PostgresWorkerRegistry;

beforeAll(async () => {
  database = await createTestDatabase();
  registry = new PostgresWorkerRegistry(await database.dataSource());
});
beforeEach(async () => {
  await database.query('DELETE FROM worker');
  await registry.join(aWorker('living'));
});
afterAll(() => database.drop());

function aWorker(name: string) {
  return { id: randomUUID(), name, host: 'here', pid: 1, roles: ['worker'] };
}

async function living(): Promise<string[]> {
  return (await registry.living(SILENT_MS)).map(({ name }) => name);
}

describe('a worker', () => {
  it('that was silent for too long is forgotten, and joins again with its next beat', async () => {
    await registry.join(aWorker('slow'));
    await database.query("UPDATE worker SET heartbeat_at = now() - interval '1 hour' WHERE name = 'slow'");
    expect(await living()).toEqual(['living']);
    await registry.forgetSilent(SILENT_MS);
    expect(await database.query('SELECT name FROM worker')).toEqual([{ name: 'living' }]);
    await registry.beat('slow');
    expect(await living()).toEqual(['living', 'slow']);
  });

  it('that has left does not come back by a late beat', async () => {
    await registry.leave('living');
    await registry.beat('living');
    expect(await living()).toEqual([]);
  });
});
