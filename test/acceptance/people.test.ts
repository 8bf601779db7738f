/** Who is it? People, their tokens, the bot, and the trail that all of it leaves: over HTTP on the real services. */
import { describe, expect, it } from 'vitest';
import { CLICK_SCOPE, SERVICE_SCOPE } from '../../src/domain/interaction.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { LinkedPeople } from '../support/linked-people.js';
import { asking } from '../support/people.js';

const here = new LinkedPeople();

describe('the bot', () => {
  it('asks as itself what its scope names, and nothing else: every root field of the schema', async () => {
    await here.linked(here.admin);
    const click = await here.clickToken({ operations: ['viewer'] });
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
        const asked = async (token: string) => (await asking(here.api, token)(text)).code === 'FORBIDDEN';
        expect([field.name, await asked(here.bot.token)]).toEqual([
          field.name,
          !SERVICE_SCOPE.has(field.name),
        ]);
        expect([field.name, await asked(click)]).toEqual([field.name, field.name !== 'viewer']);
      }
    }
  });

  it('is kept to its scope over WebSocket too', async () => {
    const client = here.api.socketClient(here.bot.token);
    const refused = client.iterate({ query: 'subscription { resourceStateChanged { eventId } }' });
    await expect(refused.next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const allowed = client.iterate({ query: '{ viewer { name role id } }' });
    expect((await allowed.next()).value).toEqual({
      data: { viewer: { name: 'slack-bot', role: null, id: null } },
    });
  });

  it('is never granted more for a click than a bot may ask for at all', async () => {
    await here.linked(here.admin);
    const fields = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});
    const ask = asking(here.api, await here.clickToken({ operations: [...fields.slice(0, 29), 'viewer'] }));
    const [forbidden] = fields.slice(0, 29).filter((field) => !CLICK_SCOPE.has(field));
    expect(forbidden).toBeDefined();
    expect((await ask('mutation { createBackup(input: {}) { backup { id } } }')).errors).not.toEqual([]);
    const [row] = await here.world.database.query('SELECT operations FROM interaction');
    expect([row?.operations].flat().every((field) => CLICK_SCOPE.has(String(field)))).toBe(true);
  });

  it('has a token of its process that ends with it, and one for elsewhere that the next one replaces', async () => {
    const { identity } = here.world.product.services;
    await here.bot.stop();
    expect((await here.botAsks('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    const first = await identity.lastingServiceToken('slack-bot');
    here.clock.set('2027-11-20T12:00:00Z');
    expect((await asking(here.api, first.token)('{ viewer { name } }')).code).toBeUndefined();
    expect((await identity.lastingServiceToken('slack-bot')).revoked).toBe(1);
    expect((await asking(here.api, first.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
  });

  it('keeps no token that can be read anywhere', async () => {
    await here.linked(here.kim);
    const token = await here.clickToken();
    const rows = await here.world.database.query(
      `SELECT to_jsonb(interaction)::text AS row FROM interaction UNION ALL SELECT to_jsonb(service_token)::text FROM service_token
       UNION ALL SELECT to_jsonb(audit_entry)::text FROM audit_entry UNION ALL SELECT to_jsonb(event)::text FROM event
       UNION ALL SELECT to_jsonb(access_token)::text FROM access_token`,
    );
    const kept = rows.map(({ row }) => row).join('\n');
    for (const secret of [token, here.bot.token, here.kim.token, here.admin.token])
      expect(kept).not.toContain(secret);
  });
});

describe('people', () => {
  it('are made with a token that is shown once, and can sign in until it ends or is revoked', async () => {
    const ask = asking(here.api, here.admin.token);
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
    const lee = asking(here.api, token);
    expect((await lee('{ viewer { name role email } }')).data.viewer).toEqual({
      name: 'Lee Ax',
      role: 'APP_ADMIN',
      email: 'lee@acme.test',
    });
    here.clock.set('2026-11-20T13:00:00Z');
    expect((await lee('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    const past = await ask(text, { input: { userId: id, name: 'late', expiresAt: '2026-11-20T13:00:00Z' } });
    expect(past.code).toBe('BAD_USER_INPUT');
    const revoke = `mutation { revokeAccessToken(input: { id: "${accessToken.id}" }) { accessToken { revokedAt } } }`;
    const [first, second] = [await ask(revoke), await ask(revoke)];
    expect(first.data).toEqual(second.data);
  });

  it('of whom one is always an active super admin, also when two let each other go at once', async () => {
    const { users } = here.world.product.services;
    const others = [here.world.actor, here.admin.actor].map((each) =>
      each.kind === 'USER' ? each : here.admin.actor,
    );
    const [first, second] = others as [
      Extract<typeof here.admin.actor, { kind: 'USER' }>,
      Extract<typeof here.admin.actor, { kind: 'USER' }>,
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
    const { users, accessTokens } = here.world.product.services;
    const client = here.api.socketClient(here.admin.token);
    const held = client.iterate({ query: 'subscription { resourceStateChanged { eventId } }' });
    void held.next().catch(() => undefined);
    const viewer = () => client.iterate({ query: '{ viewer { role } }' }).next();
    expect((await viewer()).value).toEqual({ data: { viewer: { role: 'SUPER_ADMIN' } } });
    await users.edit(here.admin.user.id, { expectedVersion: 1, role: 'AUDITOR' }, here.world.actor);
    expect((await viewer()).value).toEqual({ data: { viewer: { role: 'AUDITOR' } } });
    const [token] =
      (await accessTokens.ofUsers([here.admin.user.id], here.world.actor)).get(here.admin.user.id) ?? [];
    await accessTokens.revoke(token!.id, here.world.actor);
    await expect(viewer()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('see their own tokens, links and address, and of others no more than the name', async () => {
    const ask = asking(here.api, here.kim.token);
    const text = 'query ($id: ID!) { user(id: $id) { name email accessTokens { name } slackLinks { id } } }';
    expect((await ask(text, { id: here.kim.user.id })).data.user).toMatchObject({
      accessTokens: [{ name: 'test' }],
    });
    expect((await ask(text, { id: here.admin.user.id })).code).toBe('FORBIDDEN');
    expect((await ask('{ users { totalCount } }')).code).toBe('FORBIDDEN');
    expect((await ask('{ auditTrail { totalCount } }')).code).toBe('FORBIDDEN');
    const owner = '{ clusters { edges { node { owner { name role } } } } }';
    expect((await ask(owner)).errors).toEqual([]);
    const more = '{ clusters { edges { node { owner { name accessTokens { name } } } } } }';
    expect((await ask(more)).code).toBe('FORBIDDEN');
  });

  it('with bad names, addresses and versions are refused with every fault', async () => {
    const ask = asking(here.api, here.admin.token);
    const text = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    const bad = await ask(text, { input: { name: 'a\u202eb ', email: 'not one', role: 'APP_USER' } });
    expect(bad.errors[0]?.extensions.details.fields).toMatchObject([{ path: 'name' }, { path: 'email' }]);
    expect((await ask(text, { input: { name: 'kim', role: 'APP_USER' } })).code).toBe('ALREADY_EXISTS');
    const edit = `mutation { editUser(input: { id: "${here.kim.user.id}", expectedVersion: 7, role: AUDITOR }) { user { id } } }`;
    expect((await ask(edit)).code).toBe('CONFLICT');
  });
});

describe('the audit trail', () => {
  it('has every change with its subject, and what was refused with its code', async () => {
    const ask = asking(here.api, here.admin.token);
    const { data } = await ask(
      'mutation { createUser(input: { name: "new one", role: AUDITOR }) { user { id } } }',
    );
    const { id } = (data.createUser as unknown as { user: { id: string } }).user;
    await asking(
      here.api,
      here.kim.token,
    )('mutation { createUser(input: { name: "eve", role: SUPER_ADMIN }) { user { id } } }');
    expect(await here.trail('door: API')).toMatchObject([
      { actorName: 'kim', operation: 'createUser', outcome: 'REFUSED', code: 'FORBIDDEN', subjectId: null },
      { actorName: 'root', operation: 'createUser', outcome: 'APPLIED', code: null, subjectId: id },
    ]);
    expect(await here.trail(`userId: "${here.kim.user.id}"`)).toHaveLength(1);
  });

  it('cannot be changed or taken away, by the database itself', async () => {
    await here.begin();
    await expect(here.world.database.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
    await expect(here.world.database.query(`UPDATE audit_entry SET code = 'x'`)).rejects.toThrow(
      'append-only',
    );
  });

  it('that cannot be written fails no change', async () => {
    await here.world.database.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
    const ask = asking(here.api, here.admin.token);
    const { errors } = await ask(
      'mutation { createUser(input: { name: "new one", role: AUDITOR }) { user { id } } }',
    );
    expect(errors).toEqual([]);
    await here.world.database.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
  });
});
