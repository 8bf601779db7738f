/** Who is it? People, their tokens, what they do in Slack, and the trail that all of it leaves: over HTTP on the real services. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { CLICK_SCOPE, SERVICE_SCOPE } from '../../src/domain/interaction.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import type { NewInteraction } from '../../src/services/interaction-service.js';
import type { ProcessToken } from '../../src/services/service-tokens.js';
import type { NewShare } from '../../src/services/share-service.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { type Ask, aClick, aPerson, asking, type Person } from '../support/people.js';

/** No two readings of it are the same, so that what happened has an order. */
const clock = {
  at: 0,
  now: () => {
    clock.at += 1;
    return new Date(clock.at);
  },
  set: (to: string | Date) => {
    clock.at = new Date(to).getTime();
  },
};
let world: Installation;
let api: Running;
let bot: ProcessToken;
let botAsks: Ask;
let admin: Person;
let kim: Person;

beforeAll(async () => {
  clock.set('2026-11-20T11:00:00Z');
  world = await Installation.start({ clock });
  const { identity } = world.product.services;
  api = await startApi({
    services: world.product.services,
    authenticate: (token) => identity.authenticate(token),
  });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});
beforeEach(async () => {
  clock.set('2026-11-20T12:00:00Z');
  await world.database.query(`
    ALTER TABLE audit_entry DISABLE TRIGGER USER;
    TRUNCATE slack_link, slack_link_code, slack_link_attempt, interaction, service_token, audit_entry, event;
    ALTER TABLE audit_entry ENABLE TRIGGER USER;
    UPDATE app_user SET name = id, state = 'INACTIVE' WHERE name <> 'admin';
    UPDATE app_user SET role = 'SUPER_ADMIN', state = 'ACTIVE', version = 1 WHERE name = 'admin'`);
  const { identity } = world.product.services;
  bot = await identity.serviceToken('slack-bot');
  botAsks = asking(api, bot.token);
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
  kim = await aPerson(world.product, world.actor, { role: 'APP_USER', name: 'kim' });
  const cluster = { resource: 'Cluster', resourceId: world.cluster.id, access: 'FULL' } as const;
  await share({ ...cluster, namespaces: ['*'] });
});
afterEach(() => bot.stop());

/** With kim. */
const share = (what: Omit<NewShare, 'userId'>) =>
  world.product.services.shares.create({ ...what, userId: kim.user.id }, world.actor);

const WHO = { teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'kim.slack' };
const CONFIRM =
  'mutation ($code: String!) { confirmSlackLink(input: { code: $code }) { slackLink { id slackUserName user { name } } } }';
const BEGIN =
  'mutation ($input: BeginInteractionInput!) { beginInteraction(input: $input) { outcome interactionId token expiresAt user { name role } } }';

async function codeFor(who: typeof WHO = WHO): Promise<string> {
  const text = 'mutation ($who: BeginSlackLinkInput!) { beginSlackLink(input: $who) { code expiresAt } }';
  const { data, errors } = await botAsks(text, { who });
  expect(errors).toEqual([]);
  return (data.beginSlackLink as unknown as { code: string }).code;
}

async function linked(person: Person, who: typeof WHO = WHO): Promise<string> {
  const { data, errors } = await asking(api, person.token)(CONFIRM, { code: await codeFor(who) });
  expect(errors).toEqual([]);
  return (data.confirmSlackLink as unknown as { slackLink: { id: string } }).slackLink.id;
}

interface Begun {
  readonly outcome: string;
  readonly interactionId: string | null;
  readonly token: string | null;
  readonly expiresAt: string | null;
  readonly user: { readonly name: string } | null;
}

async function begin(change: Partial<NewInteraction> = {}): Promise<Begun> {
  const { data, errors } = await botAsks(BEGIN, { input: aClick(change) });
  expect(errors).toEqual([]);
  return data.beginInteraction as unknown as Begun;
}

async function clickToken(change: Partial<NewInteraction> = {}): Promise<string> {
  const { outcome, token } = await begin(change);
  expect(outcome).toBe('GRANTED');
  return token!;
}

function aScheduleOf(person: Person, names = ['default', 'kube-system']) {
  return world.product.services.schedules.create(
    {
      name: `nightly-${randomUUID().slice(0, 8)}`,
      clusterId: world.cluster.id,
      locationId: world.location.id,
      selection: { kind: 'NAMED', names },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    person.actor,
  );
}

const EXCLUDE =
  'mutation ($id: ID!, $names: [String!]!, $v: Int!) { excludeNamespacesFromSchedule(input: { scheduleId: $id, namespaces: $names, selectionVersion: $v }) { changed } }';
const exclude = (token: string, id: string) =>
  asking(api, token)(EXCLUDE, { id, names: ['kube-system'], v: 1 });

interface Entry {
  readonly door: string;
  readonly actorName: string;
  readonly actorKind: string;
  readonly operation: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly subjectId: string | null;
  readonly user: { readonly name: string } | null;
  readonly slack: {
    readonly slackUserId: string;
    readonly channelId: string;
    readonly action: string;
  } | null;
}

/** Newest first; those of Slack when nothing else is asked. */
async function trail(filter = 'door: SLACK'): Promise<Entry[]> {
  const text = `{ auditTrail(first: 200, ${filter}) { edges { node { door actorKind actorName operation outcome code subjectId
    user { name } slack { teamId slackUserId slackUserName channelId messageTs action } } } totalCount } }`;
  const { data, errors } = await asking(api, admin.token)(text);
  expect(errors).toEqual([]);
  const { edges } = data.auditTrail as unknown as { edges: { node: Entry }[] };
  return edges.map(({ node }) => node);
}

describe('a click', () => {
  it('of somebody who is not linked gets no token, and the trail says who, where and what', async () => {
    expect(await begin()).toMatchObject({ outcome: 'UNLINKED', token: null, user: null });
    expect(await trail()).toMatchObject([
      {
        actorKind: 'SERVICE',
        actorName: 'slack-bot',
        operation: 'beginInteraction',
        outcome: 'REFUSED',
        code: 'UNLINKED',
        slack: {
          teamId: 'T1',
          slackUserId: 'U1',
          channelId: 'C1',
          messageTs: '1405894322.002768',
          action: 'exclude',
        },
      },
    ]);
  });

  it('acts as the person: on their own schedule it is done, and the trail and the event name both', async () => {
    await linked(kim);
    const { id } = await aScheduleOf(kim);
    const token = await clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    const { data, errors } = await exclude(token, id);
    expect(errors).toEqual([]);
    expect(data).toEqual({ excludeNamespacesFromSchedule: { changed: true } });
    expect((await exclude(token, id)).data).toEqual({ excludeNamespacesFromSchedule: { changed: false } });
    const [again, done] = await trail(`subjectId: "${id}"`);
    expect(again).toMatchObject({ door: 'SLACK', outcome: 'UNCHANGED' });
    expect(done).toMatchObject({
      door: 'SLACK',
      actorName: 'kim',
      user: { name: 'kim' },
      operation: 'excludeNamespacesFromSchedule',
      outcome: 'APPLIED',
      slack: { slackUserId: 'U1', channelId: 'C1', action: 'exclude' },
    });
    const [event] = await world.database.query(
      `SELECT actor FROM event WHERE type = 'SCHEDULE_EDITED' AND subject_id = '${id}'`,
    );
    expect(event?.actor).toMatchObject({ name: 'kim', via: { door: 'SLACK', slackUserId: 'U1' } });
    expect(JSON.stringify(event?.actor)).not.toContain('scope');
  });

  it("of an app user on another's schedule finds none, and is in the trail", async () => {
    await linked(kim);
    const { id } = await aScheduleOf(admin);
    const token = await clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    expect((await exclude(token, id)).code).toBe('NOT_FOUND');
    expect(await trail(`subjectId: "${id}", outcome: REFUSED`)).toMatchObject([
      { actorName: 'kim', code: 'NOT_FOUND', slack: { slackUserId: 'U1' } },
    ]);
  });

  it('of an app user on a schedule that they only see is FORBIDDEN, says whom to ask, and is in the trail', async () => {
    await linked(kim);
    const { id } = await aScheduleOf(admin);
    await share({ resource: 'BackupSchedule', resourceId: id, access: 'VIEW' });
    const token = await clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    const { code, errors } = await exclude(token, id);
    expect(code).toBe('FORBIDDEN');
    expect(errors[0]?.message).toContain('Ask a super admin or an app admin.');
    expect(await trail(`subjectId: "${id}", outcome: REFUSED`)).toMatchObject([
      { actorName: 'kim', code: 'FORBIDDEN', slack: { slackUserId: 'U1' } },
    ]);
  });

  it('cannot ask another root field than it was given for, by whatever way, and a change so asked for is in the trail', async () => {
    await linked(admin);
    const { id } = await aScheduleOf(admin);
    const ask = asking(api, await clickToken({ operations: ['viewer', 'alerts', 'createUser', 'users'] }));
    expect((await ask('{ viewer { name } __typename }')).data).toMatchObject({ viewer: { name: 'root' } });
    for (const query of [
      '{ clusters { totalCount } }',
      '{ viewer { name } also: clusters { totalCount } }',
      '{ ...F } fragment F on Query { ... on Query { users { totalCount } } }',
      '{ __schema { types { name } } }',
      '{ __type(name: "User") { name } }',
      'mutation { createUser(input: { name: "eve", role: SUPER_ADMIN }) { user { id } } }',
    ]) {
      expect([query, (await ask(query)).code]).toEqual([query, 'FORBIDDEN']);
    }
    expect((await ask(EXCLUDE, { id, names: ['kube-system'], v: 1 })).code).toBe('FORBIDDEN');
    expect(await trail()).toMatchObject([
      {
        operation: 'excludeNamespacesFromSchedule',
        outcome: 'REFUSED',
        code: 'FORBIDDEN',
        actorName: 'root',
      },
      { operation: 'createUser', outcome: 'REFUSED', code: 'FORBIDDEN' },
      { operation: 'beginSlackLink', outcome: 'APPLIED' },
    ]);
  });

  it('is over after a minute', async () => {
    await linked(kim);
    const { token, expiresAt } = await begin();
    const end = new Date(expiresAt!).getTime();
    expect(end - clock.at).toBeLessThanOrEqual(60_000);
    const ask = asking(api, token!);
    clock.set(new Date(end - 5));
    expect((await ask('{ viewer { name } }')).status).toBe(200);
    clock.set(new Date(end - 1));
    expect(await ask('{ viewer { name } }')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('that comes again has no effect: one of twenty at once goes on', async () => {
    await linked(kim);
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin({ key: 'the same' })));
    expect(begun.filter(({ outcome }) => outcome === 'GRANTED')).toHaveLength(1);
    expect(begun.filter(({ outcome }) => outcome === 'DUPLICATE')).toHaveLength(19);
    expect(await begin({ key: 'the same' })).toEqual({
      outcome: 'DUPLICATE',
      interactionId: null,
      token: null,
      expiresAt: null,
      user: null,
    });
  });

  it('of a guest, somebody outside, a bot or a deleted user is refused, linked or not', async () => {
    await linked(kim);
    for (const standing of ['GUEST', 'EXTERNAL', 'BOT', 'DELETED'] as const) {
      expect(await begin({ standing })).toMatchObject({ outcome: 'REFUSED_STANDING', token: null });
    }
    expect(await begin({ teamId: 'T2' })).toMatchObject({ outcome: 'FOREIGN_TEAM', token: null });
    const codes = (await trail('outcome: REFUSED')).map(({ code }) => code);
    expect(codes).toEqual(['FOREIGN_TEAM', ...Array(4).fill('REFUSED_STANDING')]);
  });

  it('of a person who was deactivated is INACTIVE, and tokens given before are dead at once', async () => {
    await linked(kim);
    const before = asking(api, await clickToken());
    await world.product.services.users.edit(
      kim.user.id,
      { expectedVersion: 1, state: 'INACTIVE' },
      admin.actor,
    );
    expect((await before('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect((await asking(api, kim.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect(await begin()).toMatchObject({ outcome: 'INACTIVE', token: null });
    expect((await trail('outcome: REFUSED'))[0]).toMatchObject({ actorName: 'kim', code: 'INACTIVE' });
    await world.product.services.users.edit(
      kim.user.id,
      { expectedVersion: 2, state: 'ACTIVE' },
      admin.actor,
    );
    expect(await begin()).toMatchObject({ outcome: 'GRANTED', user: { name: 'kim' } });
    expect((await asking(api, kim.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
  });

  it('counts the rights of the moment: a role that was taken away is gone for the token too', async () => {
    await linked(admin);
    const { id } = await aScheduleOf(kim);
    const token = await clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    await world.product.services.users.edit(
      admin.user.id,
      { expectedVersion: 1, role: 'AUDITOR' },
      world.actor,
    );
    expect((await exclude(token, id)).code).toBe('FORBIDDEN');
  });

  it('ends with the link', async () => {
    const id = await linked(kim);
    const ask = asking(api, await clickToken());
    const remove = `mutation { removeSlackLink(input: { id: "${id}" }) { id } }`;
    expect((await asking(api, kim.token)(remove)).errors).toEqual([]);
    expect((await ask('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect(await begin()).toMatchObject({ outcome: 'UNLINKED' });
  });

  it('names no user and nothing odd: bad ids, keys and fields are one clear error', async () => {
    const bad = { teamId: 'T1; DROP', slackUserId: '', key: 'a\nb', channelId: '<!here>', messageTs: 'now' };
    const { code, errors } = await botAsks(BEGIN, { input: aClick(bad) });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.details.fields).toHaveLength(5);
    expect((await botAsks(BEGIN, { input: aClick({ operations: ['createUser'] }) })).code).toBe(
      'BAD_USER_INPUT',
    );
    expect((await asking(api, admin.token)(BEGIN, { input: aClick() })).code).toBe('FORBIDDEN');
  });
});

describe('a link', () => {
  const REQUEST =
    'query ($code: String!) { slackLinkRequest(code: $code) { teamName slackUserName expiresAt } }';

  it('is shown before it is confirmed, however the code is typed, and each side sees it afterwards', async () => {
    const code = await codeFor();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const ask = asking(api, kim.token);
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    expect((await ask(REQUEST, { code: typed })).data.slackLinkRequest).toMatchObject({
      teamName: 'Acme',
      slackUserName: 'kim.slack',
    });
    await ask(CONFIRM, { code });
    expect(
      (await ask('{ viewer { slackLinks { teamName slackUserName user { name } } } }')).data.viewer,
    ).toEqual({
      slackLinks: [{ teamName: 'Acme', slackUserName: 'kim.slack', user: { name: 'kim' } }],
    });
    const events = await world.database.query(`SELECT data FROM event WHERE type = 'SLACK_LINKED'`);
    expect(events).toMatchObject([{ data: { teamId: 'T1', slackUserId: 'U1' } }]);
  });

  it('takes a code once: of two who confirm it at once, one is linked', async () => {
    const code = await codeFor();
    const answers = await Promise.all([kim, admin].map(({ token }) => asking(api, token)(CONFIRM, { code })));
    expect(answers.map((each) => each.code).sort()).toEqual(['BAD_USER_INPUT', undefined]);
    expect((await asking(api, kim.token)(CONFIRM, { code })).code).toBe('BAD_USER_INPUT');
  });

  it('takes no code that is ten minutes old, or that a newer one replaced', async () => {
    const old = await codeFor();
    const fresh = await codeFor();
    expect((await asking(api, kim.token)(CONFIRM, { code: old })).code).toBe('BAD_USER_INPUT');
    clock.set('2026-11-20T12:11:00Z');
    expect((await asking(api, kim.token)(CONFIRM, { code: fresh })).code).toBe('BAD_USER_INPUT');
  });

  it('cannot be guessed: ten tries in ten minutes, also at once, then even the right code waits', async () => {
    const code = await codeFor();
    const ask = asking(api, kim.token);
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, n) => ask(REQUEST, { code: `00000-000${10 + n}` })),
    );
    expect(tries.filter((each) => each.code === 'BAD_USER_INPUT').length).toBeLessThanOrEqual(10);
    expect(tries.filter((each) => each.code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(20);
    expect((await ask(CONFIRM, { code })).code).toBe('RATE_LIMITED');
    expect((await asking(api, admin.token)(CONFIRM, { code })).code).toBeUndefined();
  });

  it('of a Slack user who is linked to another person is refused, with what to do', async () => {
    await linked(kim);
    const { code, errors } = await asking(api, admin.token)(CONFIRM, { code: await codeFor() });
    expect(code).toBe('ALREADY_EXISTS');
    expect(errors[0]?.message).toContain('Remove that link first');
    expect(errors[0]?.message).not.toContain('"kim"');
    expect(await linked(kim)).toBeTruthy();
  });

  it("is removed by its person or a super admin, and by nobody's app user", async () => {
    const id = await linked(admin);
    const remove = `mutation { removeSlackLink(input: { id: "${id}" }) { id } }`;
    expect((await asking(api, kim.token)(remove)).code).toBe('FORBIDDEN');
    expect((await asking(api, admin.token)(remove)).code).toBeUndefined();
    expect((await asking(api, admin.token)(remove)).code).toBe('NOT_FOUND');
    expect((await trail('door: API')).map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'removeSlackLink REFUSED',
      'removeSlackLink APPLIED',
      'removeSlackLink REFUSED',
      'confirmSlackLink APPLIED',
    ]);
  });
});

describe('the bot', () => {
  it('asks as itself what its scope names, and nothing else: every root field of the schema', async () => {
    await linked(admin);
    const click = await clickToken({ operations: ['viewer'] });
    const schema = buildApiSchema();
    const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() };
    for (const [kind, type] of Object.entries(roots)) {
      for (const field of Object.values(type?.getFields() ?? {})) {
        const given = field.args
          .filter((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined)
          .map((arg) => [`$${arg.name}: ${arg.type}`, `${arg.name}: $${arg.name}`]);
        const declared = given.length ? `(${given.map(([one]) => one).join(', ')})` : '';
        const passed = given.length ? `(${given.map(([, one]) => one).join(', ')})` : '';
        const leaf = /^(String|DateTime)!?$/.test(String(field.type)) ? '' : '{ __typename }';
        const text = `${kind} ${declared} { ${field.name}${passed} ${leaf} }`;
        const asked = async (token: string) => (await asking(api, token)(text)).code === 'FORBIDDEN';
        expect([field.name, await asked(bot.token)]).toEqual([field.name, !SERVICE_SCOPE.has(field.name)]);
        expect([field.name, await asked(click)]).toEqual([field.name, field.name !== 'viewer']);
      }
    }
  });

  it('is kept to its scope over WebSocket too', async () => {
    const client = api.socketClient(bot.token);
    const refused = client.iterate({ query: 'subscription { resourceStateChanged { eventId } }' });
    await expect(refused.next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const allowed = client.iterate({ query: '{ viewer { name role id } }' });
    expect((await allowed.next()).value).toEqual({
      data: { viewer: { name: 'slack-bot', role: null, id: null } },
    });
  });

  it('is never granted more for a click than a bot may ask for at all', async () => {
    await linked(admin);
    const fields = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});
    const ask = asking(api, await clickToken({ operations: [...fields.slice(0, 29), 'viewer'] }));
    const [forbidden] = fields.slice(0, 29).filter((field) => !CLICK_SCOPE.has(field));
    expect(forbidden).toBeDefined();
    expect((await ask('mutation { createBackup(input: {}) { backup { id } } }')).errors).not.toEqual([]);
    const [row] = await world.database.query('SELECT operations FROM interaction');
    expect([row?.operations].flat().every((field) => CLICK_SCOPE.has(String(field)))).toBe(true);
  });

  it('has a token of its process that ends with it, and one for elsewhere that the next one replaces', async () => {
    const { identity } = world.product.services;
    await bot.stop();
    expect((await botAsks('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    const first = await identity.lastingServiceToken('slack-bot');
    clock.set('2027-11-20T12:00:00Z');
    expect((await asking(api, first.token)('{ viewer { name } }')).code).toBeUndefined();
    expect((await identity.lastingServiceToken('slack-bot')).revoked).toBe(1);
    expect((await asking(api, first.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
  });

  it('keeps no token that can be read anywhere', async () => {
    await linked(kim);
    const token = await clickToken();
    const rows = await world.database.query(
      `SELECT to_jsonb(interaction)::text AS row FROM interaction UNION ALL SELECT to_jsonb(service_token)::text FROM service_token
       UNION ALL SELECT to_jsonb(audit_entry)::text FROM audit_entry UNION ALL SELECT to_jsonb(event)::text FROM event
       UNION ALL SELECT to_jsonb(access_token)::text FROM access_token`,
    );
    const kept = rows.map(({ row }) => row).join('\n');
    for (const secret of [token, bot.token, kim.token, admin.token]) expect(kept).not.toContain(secret);
  });
});

describe('people', () => {
  it('are made with a token that is shown once, and can sign in until it ends or is revoked', async () => {
    const ask = asking(api, admin.token);
    const made = await ask(
      'mutation { createUser(input: { name: "Lee Ax", role: APP_ADMIN, email: "lee@acme.test" }) { user { id state version email } } }',
    );
    expect(made.data.createUser).toMatchObject({
      user: { state: 'ACTIVE', version: 1, email: 'lee@acme.test' },
    });
    const { id } = (made.data.createUser as unknown as { user: { id: string } }).user;
    const text =
      'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token accessToken { id expiresAt } } }';
    const { data } = await ask(text, {
      input: { userId: id, name: 'laptop', expiresAt: '2026-11-20T13:00:00Z' },
    });
    const { token, accessToken } = data.createAccessToken as unknown as {
      token: string;
      accessToken: { id: string };
    };
    const lee = asking(api, token);
    expect((await lee('{ viewer { name role email } }')).data.viewer).toEqual({
      name: 'Lee Ax',
      role: 'APP_ADMIN',
      email: 'lee@acme.test',
    });
    clock.set('2026-11-20T13:00:00Z');
    expect((await lee('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    const past = await ask(text, { input: { userId: id, name: 'late', expiresAt: '2026-11-20T13:00:00Z' } });
    expect(past.code).toBe('BAD_USER_INPUT');
    const revoke = `mutation { revokeAccessToken(input: { id: "${accessToken.id}" }) { accessToken { revokedAt } } }`;
    const [first, second] = [await ask(revoke), await ask(revoke)];
    expect(first.data).toEqual(second.data);
  });

  it('of whom one is always an active super admin, also when two let each other go at once', async () => {
    const { users } = world.product.services;
    const others = [world.actor, admin.actor].map((each) => (each.kind === 'USER' ? each : admin.actor));
    const [first, second] = others as [
      Extract<typeof admin.actor, { kind: 'USER' }>,
      Extract<typeof admin.actor, { kind: 'USER' }>,
    ];
    const outcomes = await Promise.allSettled([
      users.edit(first.userId, { expectedVersion: 1, role: 'AUDITOR' }, second),
      users.edit(second.userId, { expectedVersion: 1, state: 'INACTIVE' }, first),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'BAD_USER_INPUT', message: expect.stringContaining('the last active super admin') },
    });
  });

  it('ask over an open socket with the role of each moment, and no longer when their token is revoked', async () => {
    const { users, accessTokens } = world.product.services;
    const client = api.socketClient(admin.token);
    const held = client.iterate({ query: 'subscription { resourceStateChanged { eventId } }' });
    void held.next().catch(() => undefined);
    const viewer = () => client.iterate({ query: '{ viewer { role } }' }).next();
    expect((await viewer()).value).toEqual({ data: { viewer: { role: 'SUPER_ADMIN' } } });
    await users.edit(admin.user.id, { expectedVersion: 1, role: 'AUDITOR' }, world.actor);
    expect((await viewer()).value).toEqual({ data: { viewer: { role: 'AUDITOR' } } });
    const [token] = (await accessTokens.ofUsers([admin.user.id], world.actor)).get(admin.user.id) ?? [];
    await accessTokens.revoke(token!.id, world.actor);
    await expect(viewer()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('see their own tokens, links and address, and of others no more than the name', async () => {
    const ask = asking(api, kim.token);
    const text = 'query ($id: ID!) { user(id: $id) { name email accessTokens { name } slackLinks { id } } }';
    expect((await ask(text, { id: kim.user.id })).data.user).toMatchObject({
      accessTokens: [{ name: 'test' }],
    });
    expect((await ask(text, { id: admin.user.id })).code).toBe('FORBIDDEN');
    expect((await ask('{ users { totalCount } }')).code).toBe('FORBIDDEN');
    expect((await ask('{ auditTrail { totalCount } }')).code).toBe('FORBIDDEN');
    const owner = '{ clusters { edges { node { owner { name role } } } } }';
    expect((await ask(owner)).errors).toEqual([]);
    const more = '{ clusters { edges { node { owner { name accessTokens { name } } } } } }';
    expect((await ask(more)).code).toBe('FORBIDDEN');
  });

  it('with bad names, addresses and versions are refused with every fault', async () => {
    const ask = asking(api, admin.token);
    const text = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    const bad = await ask(text, { input: { name: 'a\u202eb ', email: 'not one', role: 'APP_USER' } });
    expect(bad.errors[0]?.extensions.details.fields).toMatchObject([{ path: 'name' }, { path: 'email' }]);
    expect((await ask(text, { input: { name: 'kim', role: 'APP_USER' } })).code).toBe('ALREADY_EXISTS');
    const edit = `mutation { editUser(input: { id: "${kim.user.id}", expectedVersion: 7, role: AUDITOR }) { user { id } } }`;
    expect((await ask(edit)).code).toBe('CONFLICT');
  });
});

describe('the audit trail', () => {
  it('has every change with its subject, and what was refused with its code', async () => {
    const ask = asking(api, admin.token);
    const { data } = await ask(
      'mutation { createUser(input: { name: "new one", role: AUDITOR }) { user { id } } }',
    );
    const { id } = (data.createUser as unknown as { user: { id: string } }).user;
    await asking(
      api,
      kim.token,
    )('mutation { createUser(input: { name: "eve", role: SUPER_ADMIN }) { user { id } } }');
    expect(await trail('door: API')).toMatchObject([
      { actorName: 'kim', operation: 'createUser', outcome: 'REFUSED', code: 'FORBIDDEN', subjectId: null },
      { actorName: 'root', operation: 'createUser', outcome: 'APPLIED', code: null, subjectId: id },
    ]);
    expect(await trail(`userId: "${kim.user.id}"`)).toHaveLength(1);
  });

  it('cannot be changed or taken away, by the database itself', async () => {
    await begin();
    await expect(world.database.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
    await expect(world.database.query(`UPDATE audit_entry SET code = 'x'`)).rejects.toThrow('append-only');
  });

  it('that cannot be written fails no change', async () => {
    await world.database.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
    const ask = asking(api, admin.token);
    const { errors } = await ask(
      'mutation { createUser(input: { name: "new one", role: AUDITOR }) { user { id } } }',
    );
    expect(errors).toEqual([]);
    await world.database.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
  });
});
