/** What is to be told of alerts: written with the change, told once, in order, and never lost. A test plays the bot. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeIncidents } from '../../src/cycle/incidents.js';
import type { AlertRoute } from '../../src/domain/alert-route.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import type { Delivery } from '../../src/domain/delivery.js';
import { systemActor } from '../../src/domain/identity.js';
import { SERVICE_SCOPE } from '../../src/domain/interaction.js';
import type { Claimed } from '../../src/services/delivery-service.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let posted = 0;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['shop', 'blog', 'billing', 'wiki'] });
});
afterEach(() => world.stop());

const CHANNEL = 'C0ALERTS1';
const BOT = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE } as const;
const services = () => world.services;
const query = (sql: string) => world.holdfast.database.query(sql);
const addRoute = (change: object = {}): Promise<AlertRoute> =>
  services().alertRoutes.create({ name: 'ops', channelId: CHANNEL, ...change }, world.holdfast.actor);
const all = async (filter: object = {}): Promise<readonly Delivery[]> => {
  const { items } = await services().deliveries.page(
    { first: 200, after: null },
    filter,
    systemActor('test'),
  );
  return items.map(({ item }) => item);
};
const claim = async (first = 100): Promise<readonly Claimed[]> =>
  (await services().deliveries.claim('bot', first, BOT)).claimed;
const acknowledge = (
  { delivery, claim: word }: Claimed,
  outcome: 'DELIVERED' | 'UNSENT' | 'AMBIGUOUS' | 'GONE' | 'REFUSED',
  more = {},
) => services().deliveries.acknowledge({ id: delivery.id, claim: word, outcome, ...more }, BOT);
const deliver = (claimed: Claimed) => {
  posted += 1;
  const ts = claimed.message?.ts ?? `1760000000.${String(posted).padStart(6, '0')}`;
  return acknowledge(claimed, 'DELIVERED', { channelId: claimed.target, ts });
};
/** Everything that is due, told. @returns `KIND` or `KIND change` */
async function tell(): Promise<string[]> {
  const told: string[] = [];
  for (let taken = await claim(); taken.length > 0; taken = await claim())
    for (const each of taken) {
      const how = each.message !== null && each.delivery.kind === 'ALERT' ? 'UPDATE' : each.delivery.kind;
      told.push([how, each.data.change?.kind].filter((word) => word !== undefined).join(' '));
      await deliver(each);
    }
  return told;
}
/** The half minute between automatic updates of a message has passed. */
const afterThePause = async () => {
  await query(`UPDATE delivery SET not_before = clock_timestamp() WHERE state = 'PENDING'`);
};
const aPartialSuccess = async (): Promise<BackupSchedule> => {
  const schedule = await world.create(['billing', 'blog', 'shop']);
  world.store.deleteNamespace('billing');
  await world.cycle(schedule.id);
  return schedule;
};

describe('an alert', () => {
  it('is told once: 24 cycles that miss the same leave one root and no reply', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    expect(await tell()).toEqual(['ALERT']);
    await world.cycle(schedule.id);
    for (let cycle = 0; cycle < 22; cycle += 1) await raise(schedule, ['billing']);
    expect(await tell()).toEqual([]);
    await afterThePause();
    const [update, ...more] = await claim();
    expect(more).toEqual([]);
    expect(update).toMatchObject({
      delivery: { kind: 'ALERT' },
      alert: { count: 24, namespaces: ['billing'] },
    });
    expect(update?.message).toMatchObject({ channelId: CHANNEL });
    expect((await all()).filter(({ kind }) => kind === 'REPLY')).toEqual([]);
  });

  it('whose set changes updates its root and tells the difference in one reply', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    await tell();
    world.store.deleteNamespace('blog');
    await world.cycle(schedule.id);
    await afterThePause();
    const claimed = await claim();
    const reply = claimed.find(({ delivery }) => delivery.kind === 'REPLY');
    expect(claimed.map(({ delivery }) => delivery.kind).sort()).toEqual(['ALERT', 'REPLY']);
    expect(reply?.data.change).toMatchObject({
      kind: 'CHANGED',
      added: ['blog'],
      removed: [],
      addedCount: 1,
    });
  });

  it('shows at once who excluded what, through whichever door, and closes in its thread', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    await tell();
    await world.exclude(schedule, 'billing');
    const [root, reply] = await claim();
    expect(root).toMatchObject({ delivery: { kind: 'ALERT' } });
    expect(reply?.data.change).toMatchObject({ kind: 'EXCLUDED', by: 'admin', added: ['billing'] });
    for (const each of [root, reply]) if (each !== undefined) await deliver(each);
    await world.cycle(schedule.id);
    // Within the pause of what comes by itself: whoever has mended it sees the end of it.
    expect(await tell()).toEqual(['UPDATE', 'REPLY CLOSED']);
  });

  it('that was over before Slack could be told is not told at all', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    await world.exclude(schedule, 'billing');
    await world.cycle(schedule.id);
    expect(await world.openAlerts()).toEqual([]);
    expect(await tell()).toEqual([]);
    expect(new Set((await all()).map(({ state }) => state))).toEqual(new Set(['SUPERSEDED']));
  });

  it('is told in order when Slack comes back: the root first, then what happened since', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    world.store.deleteNamespace('blog');
    await world.cycle(schedule.id);
    await world.exclude(schedule, 'billing');
    expect(await tell()).toEqual(['ALERT', 'REPLY CHANGED', 'REPLY EXCLUDED']);
  });

  it('is not told of a cycle whose record was rolled back', async () => {
    await addRoute();
    await query(`CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
    await query(`CREATE TRIGGER stop BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION stop()`);
    const schedule = await world.create(['billing', 'blog', 'shop']);
    world.store.deleteNamespace('billing');
    await world.cycle(schedule.id).catch(() => undefined);
    expect(await world.openAlerts()).toEqual([]);
    expect(await all()).toEqual([]);
  });

  it('carries few names in its rows, with 5,000 missing', async () => {
    const route = await addRoute();
    const names = Array.from({ length: 5_000 }, (_, index) => `n${index}`);
    const schedule = await world.create(['billing', 'blog', 'shop']);
    await raise(schedule, ['n1']);
    await raise(schedule, names);
    const [reply] = (await all()).filter(({ kind }) => kind === 'REPLY');
    expect(reply).toMatchObject({ routeId: route.id, data: { change: { addedCount: 4_999 } } });
    const [row] = await query(`SELECT max(pg_column_size(data)) AS bytes FROM delivery`);
    expect(Number(row?.bytes)).toBeLessThan(2_000);
  });
});

describe('claiming', () => {
  it('gives a delivery to one of two bots at once, and the other nothing', async () => {
    await addRoute();
    await aPartialSuccess();
    const taken = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(taken.flat()).toHaveLength(1);
  });

  it('that ran out for a post is uncertain and never posted again; a late word still counts', async () => {
    await addRoute();
    await aPartialSuccess();
    const [taken] = await claim();
    await lapse();
    expect((await all())[0]?.state).toBe('AMBIGUOUS');
    expect(await claim()).toEqual([]);
    if (taken !== undefined) await deliver(taken);
    expect((await all())[0]).toMatchObject({ state: 'DELIVERED' });
  });

  it('that ran out for an update is done again', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    await tell();
    await world.exclude(schedule, 'billing');
    await claim(1);
    await lapse();
    await afterThePause();
    expect(await tell()).toEqual(['UPDATE', 'REPLY EXCLUDED']);
  });

  it('is guarded by its word, and the same word again changes nothing', async () => {
    await addRoute();
    await aPartialSuccess();
    const [taken] = await claim();
    if (taken === undefined) throw new Error('nothing was due');
    await expect(acknowledge({ ...taken, claim: randomUUID() }, 'DELIVERED')).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
    });
    const first = await deliver(taken);
    expect(await acknowledge(taken, 'UNSENT')).toEqual(first);
  });

  it('after an uncertain post, the next change posts a new root; a click finds the lost one', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    const [taken] = await claim();
    if (taken === undefined) throw new Error('nothing was due');
    await acknowledge(taken, 'AMBIGUOUS');
    await world.cycle(schedule.id);
    expect(await claim()).toEqual([]);
    const message = { channelId: CHANNEL, ts: '1760000001.000001' };
    expect(
      await services().deliveries.adopt(taken.delivery.id, { ...message, channelId: 'C0OTHERS1' }, BOT),
    ).toBe(false);
    expect(await services().deliveries.adopt(taken.delivery.id, message, BOT)).toBe(true);
    expect(await services().deliveries.adopt(taken.delivery.id, message, BOT)).toBe(true);
    const [update] = await claim();
    expect(update?.message).toEqual(message);
  });

  it('of a root that an administrator deleted posts a new one while the alert is open', async () => {
    await addRoute();
    const schedule = await aPartialSuccess();
    await tell();
    await world.exclude(schedule, 'billing');
    const [update] = await claim(1);
    if (update === undefined) throw new Error('nothing was due');
    await acknowledge(update, 'GONE', { errorCode: 'message_not_found' });
    expect(await tell()).toEqual(['ALERT', 'REPLY EXCLUDED']);
  });
});

describe('a route', () => {
  it('that Slack refuses is BROKEN with its word, works again when something arrives, and is told what it missed', async () => {
    const route = await addRoute();
    await aPartialSuccess();
    const [taken] = await claim();
    if (taken === undefined) throw new Error('nothing was due');
    await acknowledge(taken, 'REFUSED', { errorCode: 'is_archived' });
    expect(await services().alertRoutes.get(route.id, systemActor('test'))).toMatchObject({
      state: 'BROKEN',
      stateReason: 'is_archived',
    });
    expect((await all({ states: ['DEAD'] }))[0]).toMatchObject({ errorCode: 'is_archived' });
    expect(await query(`SELECT count(*)::int AS n FROM event WHERE type = 'DELIVERY_GIVEN_UP'`)).toEqual([
      { n: 1 },
    ]);
    await services().alertRoutes.test(route.id, world.holdfast.actor);
    expect(await tell()).toEqual(['TEST', 'ALERT']);
    expect(await services().alertRoutes.get(route.id, systemActor('test'))).toMatchObject({
      state: 'WORKING',
      stateReason: null,
    });
  });

  it('waits with all others while Slack refuses the token; a test that arrives lets them go on', async () => {
    const route = await addRoute();
    await addRoute({ name: 'more', channelId: 'C0ALERTS2' });
    await aPartialSuccess();
    const [first, second] = await claim();
    if (first === undefined || second === undefined) throw new Error('two were due');
    await acknowledge(first, 'REFUSED', { errorCode: 'token_revoked' });
    await acknowledge(second, 'REFUSED', { errorCode: 'token_revoked' });
    const states = async () => {
      const { items } = await services().alertRoutes.page({ first: 9, after: null }, systemActor('test'));
      return items.map(({ item }) => `${item.name} ${item.state} ${item.stateReason}`).sort();
    };
    expect(await states()).toEqual(['more BROKEN installation', 'ops BROKEN installation']);
    expect(await claim()).toEqual([]);
    await services().alertRoutes.test(route.id, world.holdfast.actor);
    expect(await tell()).toEqual(['TEST', 'ALERT', 'ALERT']);
    expect(await states()).toEqual(['more WORKING null', 'ops WORKING null']);
  });

  it('that is asked for a pause holds back everything that goes to its channel, and nothing else', async () => {
    await addRoute();
    await addRoute({ name: 'more', channelId: 'C0ALERTS2' });
    await aPartialSuccess();
    const taken = await claim();
    const limited = taken.find(({ target }) => target === CHANNEL);
    if (limited === undefined) throw new Error('nothing was due');
    await acknowledge(limited, 'UNSENT', { errorCode: 'ratelimited', retryAfterSeconds: 60 });
    const other = await world.create(['shop', 'wiki'], { name: 'other' });
    world.store.deleteNamespace('wiki');
    for (const each of taken) if (each !== limited) await deliver(each);
    await world.cycle(other.id);
    expect((await claim()).map(({ target }) => target)).toEqual(['C0ALERTS2']);
  });

  it('that moves to another channel tells its open alerts there', async () => {
    const route = await addRoute();
    await aPartialSuccess();
    await tell();
    await services().alertRoutes.edit(route.id, 1, { channelId: 'C0ALERTS2' }, world.holdfast.actor);
    const [root] = await claim();
    expect(root).toMatchObject({ target: 'C0ALERTS2', message: null, delivery: { kind: 'ALERT' } });
  });

  it('of the configuration is made once, follows the variable, and is the only default', async () => {
    const { alertRoutes } = services();
    await Promise.all(
      [alertRoutes.ensureDefault(CHANNEL), alertRoutes.ensureDefault(CHANNEL)].map((each) =>
        each.catch(() => undefined),
      ),
    );
    await alertRoutes.ensureDefault('C0ALERTS2');
    const { items } = await alertRoutes.page({ first: 9, after: null }, systemActor('test'));
    expect(items.map(({ item }) => [item.name, item.channelId, item.isDefault])).toEqual([
      ['default', 'C0ALERTS2', true],
    ]);
    await expect(addRoute({ isDefault: true })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('filters by schedule, cluster and label; what none matches goes to the default one', async () => {
    await addRoute({ name: 'all-else', isDefault: true });
    await addRoute({ name: 'team', channelId: 'C0TEAM001', labelSelector: 'team in (shop)' });
    await aPartialSuccess();
    const labelled = await world.create(['shop', 'wiki'], { name: 'labelled', labels: { team: 'shop' } });
    world.store.deleteNamespace('wiki');
    await world.cycle(labelled.id);
    expect((await claim()).map(({ target }) => target).sort()).toEqual([CHANNEL, 'C0TEAM001']);
  });
});

describe('what was given up', () => {
  it('can be sent again, and what was told cannot', async () => {
    await addRoute();
    await aPartialSuccess();
    const [taken] = await claim();
    if (taken === undefined) throw new Error('nothing was due');
    await acknowledge(taken, 'REFUSED', { errorCode: 'invalid_blocks' });
    await services().deliveries.resend(taken.delivery.id, world.holdfast.actor);
    expect(await tell()).toEqual(['ALERT']);
    await expect(services().deliveries.resend(taken.delivery.id, world.holdfast.actor)).rejects.toMatchObject(
      {
        code: 'OPERATION_NOT_ALLOWED',
      },
    );
  });
});

describe('a message that follows a backup', () => {
  it('is one for backup and channel, is updated when there is something to see, and ends with it', async () => {
    const { deliveries } = services();
    const backup = await world.holdfast.request('shop');
    const asked = await Promise.all(
      [1, 2].map(() => deliveries.watch(backup.id, CHANNEL, world.holdfast.actor).catch(() => undefined)),
    );
    expect(new Set(asked.flatMap((each) => (each ? [each.id] : []))).size).toBe(1);
    expect(await tell()).toEqual(['WATCH']);
    await world.holdfast.product.handlers.deliver({}, new AbortController().signal);
    expect(await tell()).toEqual([]);
    await world.holdfast.run(backup.id);
    await query(`UPDATE delivery SET delivered_at = delivered_at - interval '6 seconds'`);
    await world.holdfast.product.handlers.deliver({}, new AbortController().signal);
    const [update] = await claim();
    expect(update).toMatchObject({ delivery: { kind: 'WATCH' }, backup: { state: 'SUCCESS' } });
    expect(update?.message).not.toBeNull();
    if (update !== undefined) await deliver(update);
    expect((await all())[0]?.following).toBe(false);
  });
});

describe('the digest', () => {
  it('comes once a day at its time, with what is open, who edited what, and what nothing covers', async () => {
    await addRoute({ digestAt: '14:00', timeZone: 'Europe/Berlin' });
    const schedule = await aPartialSuccess();
    await tell();
    await world.exclude(schedule, 'billing');
    await tell();
    const digest = () => world.holdfast.product.handlers.digest({}, new AbortController().signal);
    world.clock.set(new Date('2026-11-20T12:59:59Z'));
    await digest();
    expect(await claim()).toEqual([]);
    world.clock.set(new Date('2026-11-20T13:00:00Z'));
    await Promise.all([digest(), digest()]);
    const [claimed, ...more] = await claim();
    expect(more).toEqual([]);
    if (claimed?.data.digest === undefined) throw new Error('no digest');
    const content = await services().digests.of(claimed.delivery.routeId ?? '', claimed.data.digest);
    expect(content).toMatchObject({
      openCount: 1,
      uncoveredCount: 1,
      uncovered: [{ name: 'billing', scheduleName: 'nightly', by: 'admin', clusterName: 'prod' }],
    });
    expect(content?.edits.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['EXCLUDE admin', 'CREATE admin']);
  });

  it('is left out when there is nothing to tell', async () => {
    await addRoute({ digestAt: '14:00', timeZone: 'Europe/Berlin' });
    world.clock.set(new Date('2026-11-20T13:00:00Z'));
    await world.holdfast.product.handlers.digest({}, new AbortController().signal);
    expect(await all()).toEqual([]);
  });
});

/** What the end of a cycle that missed these does, without the cycle. */
async function raise({ id }: BackupSchedule, namespaces: readonly string[]): Promise<void> {
  const about = { subjectType: 'BackupSchedule', subjectId: id, kind: 'MISSING_NAMESPACES' } as const;
  const raised = { raise: [{ ...about, namespaces, message: 'some are missing' }], settle: [] };
  const actor = systemActor('test');
  const occasion = { at: world.clock.now(), scheduleId: id, cycleId: null, backupId: null, actor };
  await world.holdfast.product.world.work.transaction((stores) => writeIncidents(stores, raised, occasion));
}

async function lapse(): Promise<void> {
  await query(
    `UPDATE delivery SET claimed_until = clock_timestamp() - interval '1 second' WHERE state = 'CLAIMED'`,
  );
  await world.holdfast.product.handlers.deliver({}, new AbortController().signal);
}
