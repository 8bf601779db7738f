/** The same key and input give the same answer, once: over HTTP and WebSocket, on the real services. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyedRequest, keyHolder } from '../../src/domain/idempotency.js';
import type { KeyClaim } from '../../src/domain/ports/idempotency-store.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { onlyError, type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, type Person } from '../support/people.js';

const CREATE = `mutation ($name: String!, $key: String) {
  createUser(input: { name: $name, role: APP_USER }, idempotencyKey: $key) { user { id name } }
}`;

let world: Installation;
let api: Running;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop'] });
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  ada = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
  grace = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

function ask(query: string, variables: Record<string, unknown>, as = ada) {
  return api.post({ query, variables }, { authorization: `Bearer ${as.token}` });
}

async function usersNamed(name: string): Promise<number> {
  const [row] = await world.database.query(
    `SELECT count(*)::integer AS count FROM app_user WHERE name = '${name}'`,
  );
  return row?.count as number;
}

describe('a change with an idempotency key', () => {
  it('that is repeated is answered the same and made once', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    const first = await ask(CREATE, { name, key });
    expect(first.body.errors).toBeUndefined();
    expect((await ask(CREATE, { name, key })).body).toEqual(first.body);
    expect(await usersNamed(name)).toBe(1);
  });

  it('that many ask for at once is made once; who comes in between is told that it is under way', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(CREATE, { name, key })));
    const ids = answers.flatMap(({ body }) => (body.data as Created | null)?.createUser?.user.id ?? []);
    expect(new Set(ids).size).toBe(1);
    const refused = answers.filter(({ body }) => body.errors !== undefined).map(onlyError);
    for (const { extensions } of refused) {
      expect(extensions).toMatchObject({ code: 'OPERATION_IN_PROGRESS', retryable: true });
    }
    expect(await usersNamed(name)).toBe(1);
    expect((await ask(CREATE, { name, key })).body.data).toMatchObject({
      createUser: { user: { id: ids[0] } },
    });
  });

  it('answers another selection of fields from the same answer, and over a socket too', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    const { data } = (await ask(CREATE, { name, key })).body as { data: Created };
    const query = CREATE.replace('{ id name }', '{ id role state email }');
    const other = (await ask(query, { name, key })).body;
    expect(other).toMatchObject({
      data: { createUser: { user: { id: data.createUser.user.id, role: 'APP_USER', state: 'ACTIVE' } } },
    });
    const over = api.socketClient(ada.token).iterate({ query, variables: { name, key } });
    const { value } = await over.next();
    expect(value).toEqual(other);
  });

  it('leaves one entry in the audit trail, however often it is repeated', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    const { data } = (await ask(CREATE, { name, key })).body as { data: Created };
    await ask(CREATE, { name, key });
    const { id } = data.createUser.user;
    const rows = await world.database.query(`SELECT outcome FROM audit_entry WHERE subject_id = '${id}'`);
    expect(rows).toEqual([{ outcome: 'APPLIED' }]);
  });

  it('is refused where the key was used with another input or for another operation', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    await ask(CREATE, { name, key });
    expect(onlyError(await ask(CREATE, { name: `${name}!`, key })).extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      retryable: false,
      details: { operation: 'createUser' },
    });
    expect(await usersNamed(`${name}!`)).toBe(0);
    const other = `mutation ($id: ID!, $key: String) { deleteCluster(input: { id: $id }, idempotencyKey: $key) { id } }`;
    const refusal = onlyError(await ask(other, { id: world.cluster.id, key }));
    expect(refusal.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('has nothing to do with the same key of somebody else', async () => {
    const key = randomUUID();
    const [one, two] = [`kim ${randomUUID()}`, `kim ${randomUUID()}`];
    await ask(CREATE, { name: one, key });
    expect((await ask(CREATE, { name: two, key }, grace)).body.errors).toBeUndefined();
  });

  it('that was refused leaves the key free: it is judged afresh', async () => {
    const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
    await ask(CREATE, { name, key: randomUUID() });
    expect(onlyError(await ask(CREATE, { name, key })).extensions.code).toBe('ALREADY_EXISTS');
    await world.database.query(`UPDATE app_user SET name = '${name} the first' WHERE name = '${name}'`);
    expect((await ask(CREATE, { name, key })).body.errors).toBeUndefined();
  });

  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(256), 'line\nbreak'])('refuses the key %j', async (key) => {
    const name = `kim ${randomUUID()}`;
    const { extensions } = onlyError(await ask(CREATE, { name, key }));
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'idempotencyKey' }] },
    });
    expect(await usersNamed(name)).toBe(0);
  });

  it('gives a new token again, and keeps it nowhere in the clear', async () => {
    const query = `mutation ($id: ID!, $key: String) {
      createAccessToken(input: { userId: $id, name: "ci" }, idempotencyKey: $key) { token accessToken { id } }
    }`;
    const variables = { id: ada.user.id, key: randomUUID() };
    const first = (await ask(query, variables)).body as { data: { createAccessToken: { token: string } } };
    const { token } = first.data.createAccessToken;
    expect(token).toMatch(/^hf_/);
    expect((await ask(query, variables)).body).toEqual(first);
    const [row] = await world.database.query(
      `SELECT row_to_json(k)::text || encode(answer, 'escape') AS text FROM idempotency_key k WHERE key = '${variables.key}'`,
    );
    expect(row?.text).toContain('createAccessToken');
    expect(row?.text).not.toContain(token);
  });

  it('of a backup gives the backup of then, and its fields of now', async () => {
    const query = `mutation ($input: CreateBackupInput!, $key: String) {
      createBackup(input: $input, idempotencyKey: $key) {
        backup { id name state createdAt cluster { name } namespaces { name } allowedOperations { operation } }
      }
    }`;
    const input = { clusterId: world.cluster.id, locationId: world.location.id, namespaces: ['shop'] };
    const variables = { input, key: randomUUID() };
    const first = await ask(query, variables);
    expect(first.body.errors).toBeUndefined();
    expect((await ask(query, variables)).body).toEqual(first.body);
    const [row] = await world.database.query('SELECT count(*)::integer AS count FROM backup');
    expect(row).toEqual({ count: 1 });
  });
});

describe('a process that dies in the middle', () => {
  const stores = () => world.product.world.work.stores.idempotency;
  const request = (given: Partial<KeyedRequest> = {}): KeyedRequest => ({
    key: randomUUID(),
    operation: 'createUser',
    input: { name: 'kim' },
    repeatable: false,
    ...given,
  });

  /** Leaves the row of a request whose process is gone. */
  async function died(of: KeyedRequest, { changed }: { readonly changed: boolean }): Promise<void> {
    const { idempotency, work } = { ...world.product.services, ...world.product.world };
    const dying = idempotency.once(of, world.actor, async () => {
      if (changed) await work.transaction(async () => {});
      await world.database.query(
        `UPDATE idempotency_key SET lease_until = now() - interval '1 minute' WHERE key = '${of.key}'`,
      );
      // Whatever it would do to its row comes to nothing: the row has another id from now on.
      await world.database.query(`UPDATE idempotency_key SET id = gen_random_uuid() WHERE key = '${of.key}'`);
    });
    await dying;
  }

  it('before it has changed anything leaves the request to be done by the next one', async () => {
    const of = request();
    await died(of, { changed: false });
    const again = await world.product.services.idempotency.once(of, world.actor, async () => 'done');
    expect(again).toEqual({ answer: 'done', repeated: false });
  });

  it('after a change is told as that: nothing is done twice', async () => {
    const of = request();
    await died(of, { changed: true });
    let ran = false;
    const again = world.product.services.idempotency.once(of, world.actor, async () => {
      ran = true;
    });
    await expect(again).rejects.toMatchObject({ code: 'ANSWER_LOST', details: { operation: 'createUser' } });
    expect(ran).toBe(false);
  });

  it('in what looks at each step first is gone through again', async () => {
    const of = request({ repeatable: true });
    await died(of, { changed: true });
    const again = await world.product.services.idempotency.once(of, world.actor, async () => 'done');
    expect(again).toEqual({ answer: 'done', repeated: false });
  });

  it('and was only slow cannot commit any more when another has taken the request over', async () => {
    const { idempotency } = world.product.services;
    const { work } = world.product.world;
    const of = request();
    const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const append = (name: string) =>
      work.transaction((inside) =>
        inside.events.append({
          type: 'USER_CREATED',
          subjectType: 'User',
          subjectId: world.cluster.id,
          actor: world.actor,
          data: { name },
        }),
      );
    const slow = idempotency.once(of, world.actor, async () => {
      began.resolve();
      await goOn.promise;
      await append('slow');
    });
    await began.promise;
    await world.database.query(
      `UPDATE idempotency_key SET lease_until = now() - interval '1 second' WHERE key = '${of.key}'`,
    );
    await idempotency.once(of, world.actor, () => append('fast'));
    goOn.resolve();
    await expect(slow).rejects.toMatchObject({ code: 'OPERATION_IN_PROGRESS', retryable: true });
    const events = await world.database.query(
      `SELECT data ->> 'name' AS name FROM event WHERE type = 'USER_CREATED' AND subject_id = '${world.cluster.id}'`,
    );
    expect(events).toEqual([{ name: 'fast' }]);
  });

  it('leaves the key to its lease while nobody knows that it died', async () => {
    const { key, operation, repeatable } = request();
    const claim: KeyClaim = {
      ...{ id: randomUUID(), holder: keyHolder(world.actor), key, operation, repeatable },
      ...{ inputHash: 'a', leaseMs: 60_000, keptMs: 60_000 },
    };
    expect(await stores().claim(claim)).toBe('claimed');
    expect(await stores().claim({ ...claim, id: randomUUID() })).toMatchObject({ state: 'RUNNING' });
    expect(await stores().renew(claim.id, 60_000)).toBe(true);
  });
});

it('a key is forgotten after a day, and its answer with it', async () => {
  const [name, key] = [`kim ${randomUUID()}`, randomUUID()];
  await ask(CREATE, { name, key });
  const day = 24 * 60 * 60_000;
  const { idempotency } = world.product.world.work.stores;
  await idempotency.forget(day);
  const count = `SELECT count(*)::integer AS count FROM idempotency_key WHERE key = '${key}'`;
  expect(await world.database.query(count)).toEqual([{ count: 1 }]);
  await world.database.query(
    `UPDATE idempotency_key SET created_at = created_at - interval '25 hours' WHERE key = '${key}'`,
  );
  // Also before it is swept.
  expect(onlyError(await ask(CREATE, { name, key })).extensions.code).toBe('ALREADY_EXISTS');
  await ask(CREATE, { name: `${name} again`, key });
  await world.database.query(
    `UPDATE idempotency_key SET created_at = created_at - interval '25 hours' WHERE key = '${key}'`,
  );
  expect(await idempotency.forget(day)).toBe(1);
});

it('every mutation takes a key, and every change that a client of ours asks for carries one', () => {
  const mutations = Object.values(buildApiSchema().getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(50);
  for (const { name, args } of mutations) {
    expect({ name, keys: args.filter((each) => each.name === 'idempotencyKey').length }).toEqual({
      name,
      keys: 1,
    });
  }
  // The bot's own steps are claims with keys of their own.
  const own = ['acknowledge-delivery', 'adopt-message', 'begin-interaction', 'claim-deliveries'];
  const folder = new URL('../../schema/operations/', import.meta.url);
  const without = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .filter((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      return /^mutation /m.test(text) && !text.includes('idempotencyKey: $idempotencyKey');
    });
  expect(without.map((file) => file.replace('.graphql', ''))).toEqual(own);
});

interface Created {
  readonly createUser: { readonly user: { readonly id: string } };
}
