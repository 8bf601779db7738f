import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aToken, aUser } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const NOW = new Date('2026-11-20T12:00:00.000Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);

describe('users', () => {
  it('are counted, found by ids, and the first super admin is the oldest that is active', async () => {
    const elder = aUser({ createdAt: new Date('2020-01-01') });
    const gone = aUser({ createdAt: new Date('2019-01-01'), state: 'INACTIVE' });
    const { count, insert, findMany, firstSuperAdmin } = world.stores.users;
    const before = await count();
    await insert(elder);
    await insert(gone);
    await insert(aUser({ createdAt: new Date('2018-01-01'), role: 'APP_ADMIN' }));
    expect(await count()).toBe(before + 3);
    expect(await firstSuperAdmin()).toEqual(elder);
    expect(await findMany([elder.id])).toEqual([elder]);
    expect(await findMany([])).toEqual([]);
  });

  it('share no name: of two first administrators made at once, one is', async () => {
    const made = await Promise.allSettled(
      [1, 2, 3].map(() => world.stores.users.insert(aUser({ name: 'admin' }))),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a token', () => {
  async function added(change: Parameters<typeof aToken>[1] = {}) {
    const token = aToken(world.user.id, change);
    await world.stores.tokens.insert(token);
    return token;
  }
  const find = (hash: string, moment: Date) => world.stores.tokens.findLive(hash, moment);

  it('leads to its user', async () => {
    const token = await added();
    expect(await find(token.hash, NOW)).toEqual({ token, groups: [], user: world.user });
    expect(await find('another hash', NOW)).toBeUndefined();
  });

  it('is dead from the moment of its expiry', async () => {
    const { hash } = await added({ expiresAt: NOW });
    expect(await find(hash, at(-1))).toBeDefined();
    expect(await find(hash, NOW)).toBeUndefined();
  });

  it('notes its use once a minute', async () => {
    const { hash } = await added();
    await find(hash, NOW);
    await find(hash, at(59_999));
    expect((await find(hash, at(59_999)))?.token.lastUsedAt).toEqual(NOW);
    await find(hash, at(60_000));
    expect((await find(hash, at(60_001)))?.token.lastUsedAt).toEqual(at(60_000));
  });

  it('is dead once revoked, and revoking again meets nothing', async () => {
    const user = aUser();
    await world.stores.users.insert(user);
    const tokens = [aToken(user.id), aToken(user.id)];
    for (const token of tokens) await world.stores.tokens.insert(token);
    const other = await added();
    expect(await world.stores.tokens.revokeAll(user.id, NOW)).toBe(2);
    expect(await world.stores.tokens.revokeAll(user.id, NOW)).toBe(0);
    for (const { hash } of tokens) expect(await find(hash, at(-10_000))).toBeUndefined();
    expect(await find(other.hash, NOW)).toBeDefined();
  });
});
