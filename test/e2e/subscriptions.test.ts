import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BackupUpdatedDocument, type BackupUpdatedSubscription } from '../../src/client/generated/graphql.js';
import { subscribe } from '../../src/client/subscribe.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';

let database: TestDatabase;
let fleet: Fleet;
let line: Line;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url });
  await fleet.start('api');
  await fleet.start('worker');
  await fleet.setUp();
  line = await lineTo(Number(new URL(fleet.url).port));
});
afterAll(async () => {
  await line.close();
  await fleet.stop();
  await database.drop();
});

interface Line {
  readonly url: string;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A way to the API that can be cut. */
async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) {
      client.resetAndDestroy();
      return;
    }
    const api = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [client, api],
      [api, client],
    ] as const) {
      open.add(from);
      from
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(from);
          to.destroy();
        });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      for (const socket of open) socket.resetAndDestroy();
    },
    mend() {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

type Update = BackupUpdatedSubscription['backupUpdated'];

/** Follows a backup over the line until its end; `seen` grows meanwhile. */
function follow(id: string) {
  const seen: Update[] = [];
  const losses: string[] = [];
  const { token } = fleet.connection;
  const updates = subscribe(
    BackupUpdatedDocument,
    { id, after: null },
    { url: line.url, token },
    {
      cursorOf: ({ backupUpdated }) => backupUpdated.eventId,
      onLost: (reason) => losses.push(reason),
      patience: { giveUpAfterMs: 20_000, firstWaitMs: 20, longestWaitMs: 50 },
    },
  );
  const done = (async () => {
    for await (const { backupUpdated } of updates) {
      seen.push(backupUpdated);
      if (backupUpdated.type === 'BACKUP_FINISHED') return;
    }
  })();
  return { seen, losses, done };
}

/** What was told after the present value, which comes first and is no event. */
function told(seen: readonly Update[]): string[] {
  return seen
    .filter(({ type }) => type !== null && type !== 'BACKUP_PROGRESSED')
    .map(({ type, stage, state }) =>
      type === 'BACKUP_FINISHED' ? `${type} ${state}` : `${type} ${stage ?? ''}`.trim(),
    );
}

describe('a subscription to a backup that another process runs', () => {
  it('is told every stage in its order', async () => {
    const held = fleet.holdIn('PLAN');
    const id = await fleet.request('shop', 'blog', 'billing');
    await held.reached;
    const { seen, done } = follow(id);
    await vi.waitFor(() => expect(seen).not.toEqual([]), { timeout: 10_000, interval: 20 });
    expect(seen[0]).toMatchObject({ type: null, state: 'IN_PROGRESS', stage: 'PLAN' });
    held.release();
    await done;
    expect(told(seen)).toEqual([
      'BACKUP_STAGE_ENTERED VOLUMES',
      'BACKUP_STAGE_ENTERED RESOURCES',
      'BACKUP_STAGE_ENTERED COMMIT',
      'BACKUP_FINISHED PARTIAL_SUCCESS',
    ]);
    expect(seen.at(-1)?.backup?.missingNamespaces).toEqual(['billing']);
    expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(seen.length);
  });

  it('misses nothing that happened while its socket was cut, and hears nothing twice', async () => {
    const held = fleet.holdIn('VOLUMES');
    const plan = fleet.holdIn('PLAN');
    const id = await fleet.request('shop', 'blog');
    await plan.reached;
    const { seen, losses, done } = follow(id);
    await vi.waitFor(() => expect(seen).not.toEqual([]), { timeout: 10_000, interval: 20 });
    plan.release();
    await held.reached;
    await vi.waitFor(() => expect(told(seen)).toEqual(['BACKUP_STAGE_ENTERED VOLUMES']), {
      timeout: 10_000,
      interval: 20,
    });
    line.cut();
    held.release();
    expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS' });
    await vi.waitFor(() => expect(losses.length).toBeGreaterThan(1), { timeout: 10_000, interval: 20 });
    expect(told(seen)).toEqual(['BACKUP_STAGE_ENTERED VOLUMES']);
    line.mend();
    await done;
    expect(told(seen)).toEqual([
      'BACKUP_STAGE_ENTERED VOLUMES',
      'BACKUP_STAGE_ENTERED RESOURCES',
      'BACKUP_STAGE_ENTERED COMMIT',
      'BACKUP_FINISHED SUCCESS',
    ]);
  });
});
