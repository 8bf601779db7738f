import { randomUUID } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EventBell } from '../../src/db/event-bell.js';
import { PostgresEventFeed } from '../../src/db/event-feed.js';
import type { EventSubscription } from '../../src/db/events/event-subscription.js';
import { PostgresEventLog } from '../../src/db/stores/event-log.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { InvalidInput, StreamPositionGone } from '../../src/domain/errors/request-errors.js';
import type { DomainEvent, EventType, NewEvent } from '../../src/domain/event.js';
import { anEvent } from '../factories/resources.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { silentLog } from '../support/silent-log.js';

let database: TestDatabase;
let dataSource: DataSource;
let feed: PostgresEventFeed;
const runners: QueryRunner[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await database.dataSource();
  feed = await openFeed();
});
afterEach(async () => {
  for (const runner of runners.splice(0)) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
});
afterAll(async () => {
  await feed.close();
  await database.drop();
});

function openFeed(): Promise<PostgresEventFeed> {
  return PostgresEventFeed.open({
    dataSource,
    listenUrl: database.url,
    applicationName: 'holdfast-test-feed',
    log: silentLog,
  });
}

const append = (...events: NewEvent[]) =>
  new PostgresEventLog(dataSource.manager, new EventBell(dataSource).ring).append(...events);

/** An open transaction that has written: it holds back all that is committed after it. */
async function openTransaction() {
  const runner = dataSource.createQueryRunner();
  runners.push(runner);
  await runner.startTransaction();
  return {
    append: (...events: NewEvent[]) =>
      new PostgresEventLog(runner.manager, () => undefined).append(...events),
    commit: async () => {
      await runner.commitTransaction();
      new EventBell(dataSource).ring();
    },
    rollback: () => runner.rollbackTransaction(),
  };
}

async function take(subscription: EventSubscription, count: number): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = [];
  while (events.length < count) {
    const { done, value } = await subscription.next();
    if (done) throw new Error(`ended after ${events.length} events`);
    events.push(value);
  }
  return events;
}

const numbers = (events: readonly DomainEvent[]) => events.map((event) => event.data.n);

async function startedSubscription(...[filter, after]: Parameters<PostgresEventFeed['subscribe']>) {
  const subscription = feed.subscribe(filter, after);
  await subscription.started;
  return subscription;
}

describe('a subscriber', () => {
  it('gets what is appended from now on, whole and in order', async () => {
    const subjectId = randomUUID();
    await append(anEvent(subjectId, { data: { n: 'before' } }));
    const subscription = await startedSubscription({ subjectId });
    const actor = { kind: 'USER', userId: randomUUID(), name: 'kim', role: 'SUPER_ADMIN' } as const;
    await append(
      anEvent(subjectId, {
        data: { n: 0, text: 'a\0b', nested: [{ deep: null }] },
        actor: { ...actor, groups: ['ops'] },
      }),
    );
    await append(anEvent(subjectId, { data: { n: 1 } }), anEvent(subjectId, { data: { n: 2 } }));
    const [first, ...others] = await take(subscription, 3);
    expect(first).toEqual({
      ...anEvent(subjectId, { data: { n: 0, text: 'a\uFFFDb', nested: [{ deep: null }] } }),
      actor,
      cursor: expect.stringMatching(/^[0-9a-f]{32}$/),
      at: expect.any(Date),
    });
    expect(numbers(others)).toEqual([1, 2]);
    expect([first!.cursor, ...others.map(({ cursor }) => cursor)].toSorted()).toEqual([
      first!.cursor,
      ...others.map(({ cursor }) => cursor),
    ]);
    await subscription.return();
  });

  it('gets only the types and the subject that it asked for', async () => {
    const subjectId = randomUUID();
    const finished = await startedSubscription({ types: new Set(['BACKUP_FINISHED']), subjectId });
    await append(
      anEvent(subjectId),
      anEvent(randomUUID(), { type: 'BACKUP_FINISHED' }),
      anEvent(subjectId, { type: 'BACKUP_FINISHED', data: { n: 3 } }),
    );
    expect(numbers(await take(finished, 1))).toEqual([3]);
    await finished.return();
  });

  it('gets nothing of a transaction that is rolled back', async () => {
    const subjectId = randomUUID();
    const subscription = await startedSubscription({ subjectId });
    const transaction = await openTransaction();
    await transaction.append(anEvent(subjectId, { data: { n: 'never' } }));
    await transaction.rollback();
    await append(anEvent(subjectId, { data: { n: 'after' } }));
    expect(numbers(await take(subscription, 1))).toEqual(['after']);
    await subscription.return();
  });

  it('goes on after a cursor, from far behind into the live stream', async () => {
    const subjectId = randomUUID();
    await append(anEvent(subjectId, { data: { n: -1 } }));
    const early = feed.subscribe({ subjectId }, '0'.repeat(32));
    const [{ cursor }] = (await take(early, 1)) as [DomainEvent];
    await early.return();
    const old = Array.from({ length: 2_600 }, (_, n) => anEvent(subjectId, { data: { n } }));
    await append(...old);
    const subscription = feed.subscribe({ subjectId }, cursor);
    const seen = numbers(await take(subscription, 2_600));
    expect(seen).toEqual(old.map(({ data }) => data.n));
    await append(anEvent(subjectId, { data: { n: 'live' } }));
    expect(numbers(await take(subscription, 1))).toEqual(['live']);
    await subscription.return();
  });

  it('that waits with several calls at once gets one event for each', async () => {
    const subjectId = randomUUID();
    const subscription = await startedSubscription({ subjectId });
    const calls = [subscription.next(), subscription.next()];
    await append(anEvent(subjectId, { data: { n: 1 } }), anEvent(subjectId, { data: { n: 2 } }));
    expect((await Promise.all(calls)).map(({ value }) => value?.data.n)).toEqual([1, 2]);
    await subscription.return();
  });

  it('that leaves is told no more, also when it was waiting', async () => {
    const subscription = await startedSubscription({});
    const waiting = subscription.next();
    await subscription.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
  });
});

describe('an older transaction that commits later', () => {
  it('holds later ones back until it ends, and comes before them: nothing is lost, the order is kept', async () => {
    const subjectId = randomUUID();
    const subscription = await startedSubscription({ subjectId });
    const older = await openTransaction();
    await older.append(anEvent(subjectId, { data: { n: 'older' } }));
    await append(anEvent(subjectId, { data: { n: 'younger' } }));
    const late = await startedSubscription({ subjectId });
    const first = subscription.next();
    expect(await Promise.race([first, nextRound(feed)])).toBe('a round without it');
    await older.append(anEvent(subjectId, { data: { n: 'older still' } }));
    await older.commit();
    const seen = [(await first).value!, ...(await take(subscription, 2))];
    expect(numbers(seen)).toEqual(['older', 'older still', 'younger']);
    // Who came in between had missed what was committed then, and nothing else.
    expect(numbers(await take(late, 2))).toEqual(['older', 'older still']);
    await Promise.all([subscription.return(), late.return()]);
  });

  it('and is rolled back lets the others through, though nobody rings', async () => {
    const subjectId = randomUUID();
    const subscription = await startedSubscription({ subjectId });
    const older = await openTransaction();
    await older.append(anEvent(subjectId, { data: { n: 'never' } }));
    await append(anEvent(subjectId, { data: { n: 'younger' } }));
    await nextRound(feed);
    // Time for the round that the probe itself rang for: after it, only the feed's own looking again is left.
    for (let n = 0; n < 5; n += 1) await dataSource.query('SELECT 1');
    await older.rollback();
    expect(numbers(await take(subscription, 1))).toEqual(['younger']);
    await subscription.return();
  });

  it('among many writers loses nothing and doubles nothing, for whoever reads from wherever', async () => {
    const subjectId = randomUUID();
    const live = await startedSubscription({ subjectId });
    const writers = Array.from({ length: 5 }, async (_, writer) => {
      for (let n = 0; n < 20; n += 1) {
        const transaction = await openTransaction();
        await transaction.append(anEvent(subjectId, { data: { n: `${writer}-${n}a` } }));
        await transaction.append(anEvent(subjectId, { data: { n: `${writer}-${n}b` } }));
        await transaction.commit();
        const runner = runners.find((each) => !each.isTransactionActive && !each.isReleased);
        await runner?.release();
      }
    });
    const seen = await take(live, 200);
    await Promise.all(writers);
    expect(new Set(numbers(seen)).size).toBe(200);
    const cursors = seen.map(({ cursor }) => cursor);
    expect(cursors).toEqual(cursors.toSorted());
    for (const index of [0, 57, 123, 198]) {
      const again = feed.subscribe({ subjectId }, seen[index]!.cursor);
      expect(numbers(await take(again, 199 - index))).toEqual(numbers(seen.slice(index + 1)));
      await again.return();
    }
    await live.return();
  });
});

describe('the connection that listens', () => {
  it('may be lost: what was appended meanwhile arrives all the same', async () => {
    const subjectId = randomUUID();
    const subscription = await startedSubscription({ subjectId });
    const kill = `SELECT pg_terminate_backend(pid) AS killed FROM pg_stat_activity
      WHERE application_name = 'holdfast-test-feed' AND datname = current_database()`;
    for (let n = 0; n < 3; n += 1) {
      await expect.poll(() => database.query(kill)).toEqual([{ killed: true }]);
      await append(anEvent(subjectId, { data: { n } }));
      expect(numbers(await take(subscription, 1))).toEqual([n]);
    }
    await subscription.return();
  });

  it('is one for all subscribers of a process', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => startedSubscription({})));
    const listening = () =>
      database.query(`SELECT FROM pg_stat_activity WHERE application_name = 'holdfast-test-feed'
        AND datname = current_database()`);
    await expect.poll(listening).toHaveLength(1);
    await Promise.all(many.map((each) => each.return()));
  });
});

describe('a subscriber that does not read', () => {
  it('is ended with an error that says how to go on, and keeps what it has', async () => {
    const subjectId = randomUUID();
    const lazy = await startedSubscription({ subjectId });
    const eager = await startedSubscription({ subjectId });
    const reading = take(eager, 1_001);
    await append(...Array.from({ length: 1_001 }, (_, n) => anEvent(subjectId, { data: { n } })));
    expect(numbers(await reading).at(-1)).toBe(1_000);
    const kept = await take(lazy, 1_000);
    expect(numbers(kept)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    await expect(lazy.next()).rejects.toBeInstanceOf(DependencyFailure);
    expect(await lazy.next()).toEqual({ done: true, value: undefined });
    const again = feed.subscribe({ subjectId }, kept.at(-1)!.cursor);
    expect(numbers(await take(again, 1))).toEqual([1_000]);
    await Promise.all([eager.return(), again.return()]);
  });
});

describe('a subscriber that falls behind', () => {
  it('is told of at once, before it reads on, and nobody else is', async () => {
    const subjectId = randomUUID();
    let told = 0;
    const lazy = feed.subscribe({ subjectId }, undefined, () => {
      told += 1;
    });
    const eager = await startedSubscription({ subjectId });
    await lazy.started;
    const reading = take(eager, 1_100);
    await append(...Array.from({ length: 1_100 }, (_, n) => anEvent(subjectId, { data: { n } })));
    expect(await reading).toHaveLength(1_100);
    expect(told).toBe(1);
    await Promise.all([lazy.return(), eager.return()]);
    expect(told).toBe(1);
  });

  it('by few large events is ended as by many small ones', async () => {
    const subjectId = randomUUID();
    const lazy = await startedSubscription({ subjectId });
    const eager = await startedSubscription({ subjectId });
    for (const n of [0, 1, 2, 3, 4, 5]) {
      await append(anEvent(subjectId, { data: { n, text: 'x'.repeat(1_000_000) } }));
      expect(numbers(await take(eager, 1))).toEqual([n]);
    }
    expect(numbers(await take(lazy, 5))).toEqual([0, 1, 2, 3, 4]);
    await expect(lazy.next()).rejects.toBeInstanceOf(DependencyFailure);
    await eager.return();
  });

  it('comes back with all others in as many reads as there are batches, each from its own place', async () => {
    const subjectId = randomUUID();
    const first = await startedSubscription({ subjectId });
    await append(...Array.from({ length: 60 }, (_, n) => anEvent(subjectId, { data: { n } })));
    const seen = await take(first, 60);
    await first.return();
    const query = vi.spyOn(dataSource, 'query');
    const back = seen.slice(0, 50).map(({ cursor }) => feed.subscribe({ subjectId }, cursor));
    const rest = await Promise.all(back.map((each, index) => take(each, 59 - index)));
    expect(rest.map((each) => each[0]?.data.n)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(rest.every((each) => each.at(-1)?.data.n === 59)).toBe(true);
    const reads = query.mock.calls.filter(([sql]) => /SELECT xid::text, id::text, at/.test(sql)).length;
    query.mockRestore();
    expect(reads).toBeLessThan(10);
    await Promise.all(back.map((each) => each.return()));
  });
});

describe('a stream', () => {
  it('began at a place from which another misses nothing', async () => {
    const subjectId = randomUUID();
    const first = await startedSubscription({ subjectId });
    const { beganAfter } = first;
    await append(anEvent(subjectId, { data: { n: 1 } }), anEvent(subjectId, { data: { n: 2 } }));
    await first.return();
    const second = feed.subscribe({ subjectId }, beganAfter);
    expect(numbers(await take(second, 2))).toEqual([1, 2]);
    await second.return();
  });

  it('from before what was cleared is refused by name; one that wants nothing of it goes on', async () => {
    const subjectId = randomUUID();
    const first = await startedSubscription({ subjectId });
    await append(
      anEvent(subjectId, { type: 'BACKUP_FINISHED', data: { n: 0 } }),
      anEvent(subjectId, { type: 'BACKUP_PROGRESSED', data: { n: 1 } }),
      anEvent(subjectId, { type: 'BACKUP_FINISHED', data: { n: 2 } }),
    );
    const [before, progress, after] = (await take(first, 3)).map(({ cursor }) => cursor);
    await first.return();
    const log = new PostgresEventLog(dataSource.manager, () => undefined);
    await log.forgetProgress(new Date(Date.now() + 60_000));
    const types = new Set<EventType>(['BACKUP_FINISHED']);
    await expect(feed.subscribe({ subjectId }, before).next()).rejects.toBeInstanceOf(StreamPositionGone);
    for (const going of [
      feed.subscribe({ subjectId }, progress),
      feed.subscribe({ subjectId, types }, before),
    ]) {
      expect(numbers(await take(going, 1))).toEqual([2]);
      await going.return();
    }
    await log.forget(new Date(Date.now() + 60_000));
    await expect(feed.subscribe({ subjectId, types }, progress).next()).rejects.toBeInstanceOf(
      StreamPositionGone,
    );
    await append(anEvent(subjectId, { data: { n: 3 } }));
    const going = feed.subscribe({ subjectId }, after);
    expect(numbers(await take(going, 1))).toEqual([3]);
    await going.return();
    await database.query('DELETE FROM event_floor');
  });
});

describe('a cursor', () => {
  it.each(['', 'nonsense', 'f'.repeat(31), `${'0'.repeat(31)}G`, 'f'.repeat(32), `${'0'.repeat(32)} `])(
    'that is %j is refused at once',
    (after) => {
      expect(() => feed.subscribe({}, after)).toThrow(InvalidInput);
    },
  );

  it('of where a stream began is taken also when nothing has happened in the database since', async () => {
    const subjectId = randomUUID();
    const first = await startedSubscription({ subjectId });
    const going = feed.subscribe({ subjectId }, first.beganAfter);
    const next = going.next();
    await going.started;
    await append(anEvent(subjectId, { data: { n: 1 } }));
    expect(await next).toMatchObject({ done: false, value: { data: { n: 1 } } });
    await Promise.all([first.return(), going.return()]);
  });

  it('that this database never gave is refused', async () => {
    const subscription = feed.subscribe({}, `00ffffffffffffff${'0'.repeat(16)}`);
    await expect(subscription.next()).rejects.toMatchObject({ details: { fields: [{ path: 'after' }] } });
  });
});

describe('a feed', () => {
  it('that closes ends its subscribers after what they have not read, and takes none', async () => {
    const own = await openFeed();
    const subjectId = randomUUID();
    const subscription = own.subscribe({ subjectId });
    const waiting = own.subscribe({ subjectId: randomUUID() });
    await Promise.all([subscription.started, waiting.started]);
    const end = waiting.next();
    await append(anEvent(subjectId, { data: { n: 1 } }), anEvent(subjectId, { data: { n: 2 } }));
    await take(subscription, 1);
    await own.close();
    expect(await end).toEqual({ done: true, value: undefined });
    expect(numbers(await take(subscription, 1))).toEqual([2]);
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
    expect(await own.subscribe({}).next()).toEqual({ done: true, value: undefined });
    await own.close();
  });

  it('on a restored database puts events of the old server into the past', async () => {
    const subjectId = randomUUID();
    await database.query(
      `INSERT INTO event (xid, type, subject_type, subject_id, actor, data)
       VALUES ('99999999999999', 'BACKUP_DELETED', 'Backup', '${subjectId}', '{}', '{"n": "restored"}')`,
    );
    const own = await openFeed();
    const subscription = own.subscribe({ subjectId });
    await subscription.started;
    await append(anEvent(subjectId, { data: { n: 'new' } }));
    expect(numbers(await take(subscription, 1))).toEqual(['new']);
    const history = own.subscribe({ subjectId }, '0'.repeat(32));
    expect(numbers(await take(history, 2))).toEqual(['restored', 'new']);
    await own.close();
  });
});

/** Resolves when the feed has looked at the table once more. */
async function nextRound(of: PostgresEventFeed): Promise<string> {
  const probe = of.subscribe({ subjectId: randomUUID() });
  await probe.started;
  await probe.return();
  return 'a round without it';
}
