/** Deliveries come to an end: none waits for what will never be, none is asked for again and again. A test plays the bot. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceAlert } from '../../src/cycle/announce-alert.js';
import { writeIncidents } from '../../src/cycle/incidents.js';
import type { AlertRoute } from '../../src/domain/alert-route.js';
import { systemActor } from '../../src/domain/identity.js';
import { SERVICE_SCOPE } from '../../src/domain/interaction.js';
import type { Claimed } from '../../src/services/delivery-service.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let scheduleId: string;
let posted = 0;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['shop', 'blog'] });
  scheduleId = (await world.create(['blog', 'shop'])).id;
});
afterEach(() => world.stop());

const CHANNEL = 'C0ALERTS1';
const BOT = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE } as const;
const ACTOR = systemActor('test');
const deliveries = () => world.services.deliveries;
const work = () => world.holdfast.product.world.work;
const query = (sql: string) => world.holdfast.database.query(sql);
const addRoute = (change: object = {}): Promise<AlertRoute> =>
  world.services.alertRoutes.create({ name: 'ops', channelId: CHANNEL, ...change }, world.holdfast.actor);
const claim = async (first = 100) => deliveries().claim('bot', first, BOT);
const taken = async (first = 100): Promise<readonly Claimed[]> => (await claim(first)).claimed;
const say = (
  { delivery, claim: word }: Claimed,
  outcome: 'DELIVERED' | 'UNSENT' | 'GONE' | 'REFUSED',
  more = {},
) => deliveries().acknowledge({ id: delivery.id, claim: word, outcome, ...more }, BOT);
const deliver = (claimed: Claimed) => {
  posted += 1;
  const ts = claimed.message?.ts ?? `1760000000.${String(posted).padStart(6, '0')}`;
  return say(claimed, 'DELIVERED', { channelId: claimed.target, ts });
};
const one = async (): Promise<Claimed> => {
  const [first] = await taken(1);
  if (first === undefined) throw new Error('nothing was due');
  return first;
};
const states = async (): Promise<string[]> => {
  const rows = await query(`SELECT kind, state FROM delivery ORDER BY position`);
  return rows.map(({ kind, state }) => `${kind} ${state}`);
};
const incident = { subjectType: 'BackupSchedule', subjectId: '', kind: 'MISSING_NAMESPACES' } as const;
const occasion = () => ({ at: world.clock.now(), scheduleId, cycleId: null, backupId: null, actor: ACTOR });
const raise = (namespaces: readonly string[]) =>
  work().transaction((stores) => {
    const raised = { ...incident, subjectId: scheduleId, namespaces, message: 'gone' };
    return writeIncidents(stores, { raise: [raised], settle: [] }, occasion());
  });
const close = () =>
  work().transaction((stores) => {
    const settled = { ...incident, subjectId: scheduleId, reason: 'they are back' };
    return writeIncidents(stores, { raise: [], settle: [settled] }, occasion());
  });
const nowDue = () => query(`UPDATE delivery SET not_before = clock_timestamp() WHERE state = 'PENDING'`);

const waitingForLocks = async () => {
  const rows = await query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
};

describe('when to look again', () => {
  it('is when something will be due, and not at once for what is held back', async () => {
    await addRoute();
    await raise(['blog']);
    const root = await one();
    const other = await world.create(['blog', 'shop'], { name: 'other' });
    scheduleId = other.id;
    await raise(['blog']);
    await say(root, 'UNSENT', { errorCode: 'ratelimited', retryAfterSeconds: 60 });
    const { claimed, nextAt } = await claim();
    expect(claimed).toEqual([]);
    expect((nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(30_000);
  });
});

describe('a root that could not be told', () => {
  it('gives way to another that was asked for at the very moment it is written back', async () => {
    await addRoute();
    await raise(['blog']);
    const root = await one();
    const mayEnd = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const cycle = work().transaction(async (stores) => {
      const raised = { ...incident, subjectId: scheduleId, namespaces: ['blog', 'shop'], message: 'gone' };
      await writeIncidents(stores, { raise: [raised], settle: [] }, occasion());
      written.resolve();
      await mayEnd.promise;
    });
    await written.promise;
    const said = say(root, 'UNSENT', { errorCode: 'ECONNREFUSED' });
    await expect.poll(waitingForLocks).toBe(1);
    mayEnd.resolve();
    await cycle;
    await said;
    const roots = (await states()).filter((each) => each.startsWith('ALERT'));
    expect(roots).toEqual(['ALERT SUPERSEDED', 'ALERT PENDING']);
    await deliver(await one());
  });
});

describe('a reply', () => {
  it('ends with a root that was over before it could be told', async () => {
    await addRoute();
    await raise(['blog']);
    const root = await one();
    await close();
    await say(root, 'UNSENT', { errorCode: 'ECONNREFUSED' });
    await nowDue();
    expect(await taken()).toEqual([]);
    expect(await states()).not.toContain('REPLY PENDING');
  });

  it('ends with a root that was deleted in Slack after the alert was over', async () => {
    await addRoute();
    await raise(['blog']);
    await deliver(await one());
    await close();
    await nowDue();
    const root = await one();
    expect(root.delivery.kind).toBe('ALERT');
    await say(root, 'GONE', { errorCode: 'message_not_found' });
    expect(await taken()).toEqual([]);
    expect(await states()).not.toContain('REPLY PENDING');
  });

  it('that finds the root of an alert that is over deleted takes the others with it', async () => {
    await addRoute();
    await raise(['blog']);
    await deliver(await one());
    await raise(['blog', 'shop']);
    await close();
    // The end is shown in the root at once; the message is deleted after that.
    await deliver(await one());
    const reply = await one();
    expect(reply.delivery.kind).toBe('REPLY');
    await say(reply, 'GONE', { errorCode: 'thread_not_found' });
    await nowDue();
    expect(await taken()).toEqual([]);
    expect((await states()).filter((state) => state.endsWith('PENDING'))).toEqual([]);
  });
});

describe('a channel that is broken', () => {
  it('is not asked again by every cycle that counts, and is brought up to date when it works again', async () => {
    const route = await addRoute();
    await raise(['blog']);
    await deliver(await one());
    await raise(['blog', 'shop']);
    await nowDue();
    for (const each of await taken()) await say(each, 'REFUSED', { errorCode: 'is_archived' });
    const before = (await states()).length;
    for (let cycle = 0; cycle < 5; cycle += 1) {
      await raise(['blog', 'shop']);
      await nowDue();
      for (const each of await taken()) await say(each, 'REFUSED', { errorCode: 'is_archived' });
    }
    expect((await states()).length).toBe(before);
    await world.services.alertRoutes.test(route.id, world.holdfast.actor);
    await deliver(await one());
    await nowDue();
    const [update] = await taken();
    expect(update).toMatchObject({ delivery: { kind: 'ALERT' }, alert: { count: 7 } });
    expect(update?.message).not.toBeNull();
  });
});

describe('the record of a cycle', () => {
  it('stands although a route is deleted at the same moment', async () => {
    const route = await addRoute();
    await raise(['blog']);
    await deliver(await one());
    const [alert] = await world.openAlerts();
    if (alert === undefined) throw new Error('there is no alert');
    const change = {
      kind: 'CHANGED',
      at: world.clock.now(),
      by: null,
      added: [],
      removed: [],
      reason: null,
    } as const;
    await work().transaction(async (stores) => {
      const seen = await stores.routes.all();
      await world.services.alertRoutes.remove(route.id, world.holdfast.actor);
      const routes = Object.create(stores.routes, { all: { value: async () => seen } });
      await announceAlert({ ...stores, routes }, alert, change);
    });
    expect((await states()).filter((state) => state.endsWith('PENDING'))).toEqual([]);
  });
});

describe('the route of the configuration', () => {
  it('is made by one of several processes that start at once, and fails the start of none', async () => {
    const { alertRoutes } = world.services;
    for (const channel of ['C0ALERTS1', 'C0ALERTS2'])
      await Promise.all(Array.from({ length: 4 }, () => alertRoutes.ensureDefault(channel)));
    const { items } = await alertRoutes.page({ first: 9, after: null }, systemActor('test'));
    expect(items.map(({ item }) => [item.channelId, item.isDefault])).toEqual([['C0ALERTS2', true]]);
  });
});
