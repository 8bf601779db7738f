/** The audit trail on the real services: before and after, from where, refusals, jobs, the export, and what can never be done to it. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../src/domain/audit.js';
import { auditEntry } from '../../src/domain/audit.js';
import { AUDIT_WORDS } from '../../src/domain/audit-filter.js';
import type { NewEvent } from '../../src/domain/event.js';
import { systemActor } from '../../src/domain/identity.js';
import { AuditService } from '../../src/services/audit-service.js';
import { onlyError, type Running, startApi, TOKEN } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { silentLog } from '../support/silent-log.js';

let world: Installation;
let api: Running;
let ada: Person;

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop', 'blog'] });
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  ada = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'ada' });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

function ask(query: string, variables: Record<string, unknown>, headers: Record<string, string> = {}) {
  return api.post({ query, variables }, { authorization: `Bearer ${ada.token}`, ...headers });
}

const audit = () => world.product.world.work.stores.audit;

async function lastEntry(filter: Parameters<ReturnType<typeof audit>['page']>[1] = {}): Promise<AuditEntry> {
  const [entry] = (await audit().page({ first: 1, after: null }, filter)).items;
  if (entry === undefined) throw new Error('there is no entry');
  return entry.item;
}

const EDIT = 'mutation ($input: EditClusterInput!) { editCluster(input: $input) { cluster { name } } }';

describe('an entry of the audit trail', () => {
  it('says who changed what from where: the changed fields alone, before and after', async () => {
    const { id, name } = world.cluster;
    const input = { id, expectedVersion: 1, labels: [{ key: 'tier', value: 'gold' }] };
    const headers = { 'apollographql-client-name': 'inventory', 'apollographql-client-version': '1.2' };
    expect((await ask(EDIT, { input }, headers)).body.errors).toBeUndefined();
    expect(await lastEntry({ operation: 'editCluster' })).toMatchObject({
      ...{ outcome: 'APPLIED', door: 'API', actorName: 'ada', userId: ada.user.id },
      ...{ subjectType: 'Cluster', subjectId: id, subjectName: name },
      before: { labels: {} },
      after: { labels: { tier: 'gold' } },
      ...{ remoteAddress: expect.stringMatching(/127\.0\.0\.1$/), clientName: 'inventory 1.2' },
    });
  });

  it('of a new credential tells that there is one, and nothing of it', async () => {
    const { id } = world.cluster;
    const { version } = await world.product.services.clusters.get(id, systemActor('test'));
    const input = { id, expectedVersion: version, kubeconfig: world.kubernetes.kubeconfig() };
    expect((await ask(EDIT, { input })).body.errors).toBeUndefined();
    const entry = await lastEntry({ operation: 'editCluster' });
    expect(entry).toMatchObject({ before: { credentialVersion: 1 }, after: { credentialVersion: 2 } });
    expect(Object.keys(entry.after ?? {})).toEqual(['credentialVersion']);
  });

  it('of what was made has all of it after, and of what was removed all of it before', async () => {
    const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    await ask(create, { input: { name: 'grace', email: 'grace@example.org', role: 'APP_USER' } });
    const made = await lastEntry({ operation: 'createUser' });
    expect(made).toMatchObject({ subjectType: 'User', subjectName: 'grace', before: null });
    expect(made.after).toMatchObject({ name: 'grace', role: 'APP_USER', state: 'ACTIVE' });
    expect(JSON.stringify(made)).not.toContain('grace@example.org');
    const rule =
      'mutation ($input: CreateExecRuleInput!) { createExecRule(input: $input) { execRule { id } } }';
    const action = { podSelector: 'app=db', command: ['sh', '-c', 'PASSWORD=hunter2 dump'] };
    const { body } = await ask(rule, { input: { name: 'dump', kind: 'PRE', actions: [action] } });
    expect(body.errors).toBeUndefined();
    const ruled = await lastEntry({ operation: 'createExecRule' });
    expect(ruled).toMatchObject({ before: null, after: { name: 'dump' }, subjectName: 'dump' });
    expect(JSON.stringify(ruled)).not.toContain('hunter2');
    await ask('mutation ($id: ID!) { deleteExecRule(input: { id: $id }) { id } }', { id: ruled.subjectId });
    const gone = await lastEntry({ operation: 'deleteExecRule' });
    expect(gone).toMatchObject({ before: { name: 'dump' }, after: null, subjectName: 'dump' });
  });

  it('is left by a refusal: of a right, a rule, a state, and of variables that cannot be read', async () => {
    const kim = await aPerson(world.product, world.actor, { role: 'APP_USER', name: 'kim' });
    const seen = { resource: 'Cluster', resourceId: world.cluster.id, access: 'VIEW' } as const;
    await world.product.services.shares.create({ ...seen, userId: kim.user.id }, world.actor);
    const input = { id: world.cluster.id, expectedVersion: 1, name: 'mine' };
    await ask(EDIT, { input }, { authorization: `Bearer ${kim.token}` });
    expect(await lastEntry({ actorName: 'kim' })).toMatchObject({
      ...{
        outcome: 'REFUSED',
        code: 'FORBIDDEN',
        subjectName: world.cluster.name,
        before: null,
        after: null,
      },
    });
    await ask(EDIT, { input });
    expect(await lastEntry({ operation: 'editCluster' })).toMatchObject({
      outcome: 'REFUSED',
      code: 'CONFLICT',
    });
    expect((await ask(EDIT, { input: { id: 7, expectedVersion: 'x', secret: 'hunter2' } })).status).toBe(400);
    const unread = await lastEntry({ operation: 'editCluster' });
    expect(unread).toMatchObject({ outcome: 'REFUSED', code: 'BAD_USER_INPUT', actorName: 'ada' });
    expect(JSON.stringify(unread)).not.toContain('hunter2');
  });

  it('names the command line where the client says it is that, and comes over a socket with its address', async () => {
    const cli = await runCli([
      'cluster',
      'validate',
      world.cluster.name,
      '--url',
      api.url,
      '--token',
      ada.token,
    ]);
    expect(cli.exitCode).toBe(0);
    expect(await lastEntry({ operation: 'validateCluster' })).toMatchObject({
      ...{ door: 'COMMAND_LINE', clientName: expect.stringMatching(/^holdfast-cli/) },
      ...{ tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/), tokenName: expect.stringMatching(/./) },
    });
    const query = 'mutation ($id: ID!) { validateCluster(input: { id: $id }) { cluster { id } } }';
    await api
      .socketClient(ada.token)
      .iterate({ query, variables: { id: world.cluster.id } })
      .next();
    expect(await lastEntry({ operation: 'validateCluster' })).toMatchObject({
      ...{ door: 'API', remoteAddress: expect.stringMatching(/127\.0\.0\.1$/) },
    });
  });

  it('is left by a sign-in that failed; many in a short time leave few', async () => {
    for (let left = 30; left > 0; left -= 1) {
      expect((await ask('{ viewer { id } }', {}, { authorization: `Bearer hf_bad${left}` })).status).toBe(
        401,
      );
    }
    const entries = await audit().page({ first: 100, after: null }, { operation: 'signIn' });
    expect(entries.items.length).toBeGreaterThan(0);
    expect(entries.items.length).toBeLessThan(12);
    expect(entries.items[0]?.item).toMatchObject({
      outcome: 'REFUSED',
      code: 'UNAUTHENTICATED',
      userId: null,
    });
    expect(JSON.stringify(entries)).not.toContain('hf_bad');
    expect((await api.request('/graphql', { method: 'POST' })).status).toBe(401);
    const after = await audit().count({ operation: 'signIn' });
    expect(after).toBe(entries.items.length);
  });

  it('is left by what Holdfast does by itself to what people own, in the transaction of the change', async () => {
    const { work } = world.product.world;
    const event: NewEvent = {
      type: 'BACKUP_DELETING',
      subjectType: 'Backup',
      subjectId: randomUUID(),
      actor: systemActor('retention'),
      data: { name: 'nightly-1' },
    };
    await work.transaction((stores) => stores.events.append(event));
    expect(await lastEntry({ door: 'JOB' })).toMatchObject({
      ...{ actorKind: 'SYSTEM', actorName: 'retention', operation: 'deleteBackup' },
      ...{ subjectType: 'Backup', subjectId: event.subjectId, subjectName: 'nightly-1' },
    });
    const lost = work.transaction(async (stores) => {
      await stores.events.append({ ...event, subjectId: world.cluster.id });
      throw new Error('undone');
    });
    await expect(lost).rejects.toThrow('undone');
    expect(await audit().count({ door: 'JOB', subjectId: world.cluster.id })).toBe(0);
    // A person's own is noted by the mutation that they asked for.
    await work.transaction((stores) => stores.events.append({ ...event, actor: ada.actor }));
    expect(await audit().count({ door: 'JOB', subjectId: event.subjectId })).toBe(1);
  });
});

describe('the audit trail', () => {
  it.each([
    `UPDATE audit_entry SET actor_name = 'nobody'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'TRUNCATE audit_entry CASCADE',
    `SELECT set_config('holdfast.audit_retention', 'on', false); DELETE FROM audit_entry`,
    `CREATE FUNCTION my_forget() RETURNS void LANGUAGE sql AS 'DELETE FROM audit_entry'; SELECT my_forget()`,
  ])('refuses %s', async (statement) => {
    const before = await audit().count();
    expect(before).toBeGreaterThan(3);
    await expect(world.database.query(statement)).rejects.toThrow(/append-only/);
    expect(await audit().count()).toBe(before);
  });

  it('forgets what is older than it is kept, tells so, and never what is younger than thirty days', async () => {
    const { work, clock } = world.product.world;
    const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
    const old = (days: number) =>
      auditEntry(randomUUID(), daysAgo(days), systemActor('test'), { operation: 'old', outcome: 'APPLIED' });
    for (const days of [800, 401, 399, 20]) await audit().append(old(days));
    // Past its time, too, an entry goes by `audit_forget` alone, whatever a session sets.
    const past = `SELECT set_config('holdfast.audit_retention', 'on', false); DELETE FROM audit_entry WHERE operation = 'old'`;
    await expect(world.database.query(past)).rejects.toThrow(/append-only/);
    const keeping = (keepDays: number) => new AuditService({ work, clock, log: silentLog, keepDays });
    expect(await keeping(0).forgetOld()).toBe(0);
    expect(await keeping(400).forgetOld()).toBe(2);
    expect(await lastEntry({ operation: 'forgetAuditEntries' })).toMatchObject({
      door: 'JOB',
      actorKind: 'SYSTEM',
    });
    expect(await keeping(1).forgetOld()).toBe(1);
    expect(await audit().count({ operation: 'old' })).toBe(1);
  });

  it('loses nothing to who may write to it and does not own it, whatever their statement calls itself', async () => {
    const role = `writer_${randomUUID().replaceAll('-', '')}`;
    const old = new Date(Date.now() - 800 * 24 * 60 * 60_000);
    await audit().append(
      auditEntry(randomUUID(), old, systemActor('test'), { operation: 'old', outcome: 'APPLIED' }),
    );
    const before = await audit().count({ operation: 'old' });
    const as = (statement: string) =>
      world.database.query(`BEGIN; SET LOCAL ROLE ${role}; ${statement}; COMMIT`);
    await world.database.query(
      `CREATE ROLE ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON audit_entry TO ${role}`,
    );
    try {
      const inside = `DELETE FROM audit_entry /* PL/pgSQL function audit_forget(timestamp with time zone,integer) line 4 */`;
      await expect(as(`DO $$ BEGIN ${inside}; END $$`)).rejects.toThrow(/append-only/);
      await expect(as(`SELECT audit_forget(now(), 10)`)).rejects.toThrow(/permission denied/);
      expect(await audit().count({ operation: 'old' })).toBe(before);
    } finally {
      await world.database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  it('is filtered by each of its fields, over pages', async () => {
    const query = `query ($after: String, $from: DateTime, $to: DateTime, $subjectType: String, $code: String) {
      auditTrail(first: 2, after: $after, from: $from, to: $to, subjectType: $subjectType, code: $code, actorName: "ada") {
        edges { node { id subjectType before after } } pageInfo { hasNextPage endCursor } totalCount
      }
    }`;
    const all = (await ask(query, { subjectType: 'Cluster' })).body as unknown as Trail;
    expect(all.data.auditTrail.totalCount).toBeGreaterThan(2);
    const { endCursor } = all.data.auditTrail.pageInfo;
    const next = (await ask(query, { subjectType: 'Cluster', after: endCursor })).body as unknown as Trail;
    const seen = [all, next].flatMap(({ data }) => data.auditTrail.edges.map(({ node }) => node));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(new Set(seen.map(({ subjectType }) => subjectType))).toEqual(new Set(['Cluster']));
    const none = (await ask(query, { to: '2000-01-01T00:00:00Z' })).body as unknown as Trail;
    expect(none.data.auditTrail.totalCount).toBe(0);
  });
});

describe.each(AUDIT_WORDS)('a word of the filter %s', (field) => {
  it.each([
    ['a control character', 'a\u0000'],
    ['no character', ''],
    ['more than a name can be long', 'x'.repeat(129)],
  ])('with %s is bad input to the query, the export and both commands', async (_which, word) => {
    const asked = await ask(`query ($word: String) { auditTrail(${field}: $word) { totalCount } }`, { word });
    const path = `/audit.jsonl?${new URLSearchParams({ [field]: word })}`;
    const exported = await api.request(path, { headers: { authorization: `Bearer ${ada.token}` } });
    expect(exported.status).toBe(400);
    for (const answer of [asked, exported])
      expect(onlyError(answer).extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { fields: [{ path: field }] },
      });
    const option = { operation: '--operation', code: '--code', subjectType: '--kind', actorName: '--actor' };
    for (const command of ['list', 'export']) {
      const said = await runCli([
        ...['audit', command, option[field], word],
        ...['--url', api.url, '--token', ada.token],
      ]);
      expect(said.exitCode).not.toBe(0);
      expect(said.stderr).toContain(`${field}: `);
    }
  });
});

describe('the export', () => {
  const fetched = (path: string, token = ada.token) =>
    api.request(path, { headers: { authorization: `Bearer ${token}` } });

  it('is JSON lines of all entries, oldest first, within the filter', async () => {
    const { status, text, headers } = await fetched('/audit.jsonl');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/jsonl');
    const entries = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(entries).toHaveLength(await audit().count());
    const times = entries.map(({ at }) => String(at));
    expect(times).toEqual([...times].sort());
    const some = await fetched('/audit.jsonl?operation=editCluster&outcome=applied');
    const lines = some.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(new Set(lines.map(({ operation, outcome }) => `${operation} ${outcome}`))).toEqual(
      new Set(['editCluster APPLIED']),
    );
    expect((await fetched('/audit.jsonl?from=2100-01-01')).text).toBe('');
  });

  it('is refused without a token, without the right, and with parameters that are none: all at once', async () => {
    expect((await api.request('/audit.jsonl')).status).toBe(401);
    const { token } = await aPerson(world.product, world.actor, { role: 'APP_USER' });
    const forbidden = await fetched('/audit.jsonl', token);
    expect([forbidden.status, onlyError(forbidden).extensions.code]).toEqual([403, 'FORBIDDEN']);
    const bad = await fetched(`/audit.jsonl?userId=7&from=soon&door=cellar&table=app_user&operation=`);
    expect(bad.status).toBe(400);
    const { fields } = onlyError(bad).extensions.details as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).sort()).toEqual(['door', 'from', 'operation', 'table', 'userId']);
    expect((await fetched(`/audit.jsonl?operation=${encodeURIComponent("x' OR '1'='1")}`)).text).toBe('');
  });

  it('reads on only as fast as it is taken', async () => {
    await world.database.query(`INSERT INTO audit_entry (id, at, door, actor_kind, actor_name, operation, outcome, message)
      SELECT gen_random_uuid(), now(), 'JOB', 'SYSTEM', 'load', 'load', 'APPLIED', repeat('x', 500) FROM generate_series(1, 60000)`);
    let pages = 0;
    const { services } = world.product;
    const counting = Object.create(services.audit) as AuditService;
    counting.export = (filter, actor) =>
      (async function* () {
        for await (const page of services.audit.export(filter, actor)) {
          pages += 1;
          yield page;
        }
      })();
    const slow = await startApi({
      services: { ...services, audit: counting },
      authenticate: async () => ada.actor,
    });
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      httpRequest(`${slow.url}/audit.jsonl`, { headers: { authorization: `Bearer ${TOKEN}` } }, resolve)
        .on('error', reject)
        .end();
    });
    try {
      let before = -1;
      // Nobody reads: it comes to stand once the buffers on the way are full.
      await vi.waitFor(
        () => {
          const stands = pages > 0 && pages === before;
          before = pages;
          expect(stands).toBe(true);
        },
        { timeout: 20_000, interval: 500 },
      );
      expect(pages).toBeLessThan(110);
      let lines = 0;
      for await (const chunk of response) for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
      expect(lines).toBeGreaterThan(60_000);
    } finally {
      response.destroy();
      await slow.stop();
    }
  });

  it('goes from the command line into a new file of its own, and a list answers as before', async () => {
    const options = ['--url', api.url, '--token', ada.token];
    const exported = await runCli(['audit', 'export', '--operation', 'editCluster', ...options]);
    expect(exported.exitCode).toBe(0);
    expect(
      exported.stdout
        .trim()
        .split('\n')
        .every((line) => (JSON.parse(line) as AuditEntry).operation === 'editCluster'),
    ).toBe(true);
    const listed = await runCli(['audit', '--operation', 'editCluster', '--outcome', 'applied', ...options]);
    expect(listed.stdout).toContain('labels {} → {"tier":"gold"}');
    const one = await runCli(['errors', 'not_found', ...options]);
    expect(one.stdout).toContain('NOT_FOUND: Nothing with this id exists');
    const wrong = await runCli(['errors', 'NOT_FOUN', ...options]);
    expect(wrong.stderr).toContain('or NOT_FOUND');
  });
});

interface Trail {
  readonly data: {
    readonly auditTrail: {
      readonly totalCount: number;
      readonly pageInfo: { readonly endCursor: string };
      readonly edges: readonly { readonly node: { readonly id: string; readonly subjectType: string } }[];
    };
  };
}
