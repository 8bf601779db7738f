import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adminTokenFile, tokenKeeper } from '../../src/commands/admin-token.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { UnitOfWork } from '../../src/domain/ports/stores.js';
import { IdentityService } from '../../src/services/identity-service.js';
import { aKeyRing } from '../factories/key-ring.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let work: UnitOfWork;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  work = new PostgresUnitOfWork(await database.dataSource({ poolSize: 10 }), aKeyRing());
  folder = await mkdtemp(join(tmpdir(), 'holdfast-identity-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const clock = { now: () => new Date() };
const identity = (on: UnitOfWork = work) => new IdentityService({ work: on, clock });
const machine = (name: string) => adminTokenFile(join(folder, name));
const tokenIn = async (file: string) => (await readFile(file, 'utf8')).trim();
const SUPER_ADMIN = { kind: 'USER', role: 'SUPER_ADMIN' };

it('roles that start first at once on one machine leave one administrator and a file with the token that is valid', async () => {
  const file = machine('one');
  const made = await Promise.all(
    Array.from({ length: 6 }, () => identity().ensureFirstAdmin(tokenKeeper(file))),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await identity().authenticate(await tokenIn(file))).toMatchObject(SUPER_ADMIN);
  expect(await readdir(join(folder, 'one'))).toEqual(['admin-token']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('of two machines with one database the loser takes back its own file, and no other', async () => {
  const files = [machine('one'), machine('two')];
  const made = await Promise.all(files.map((file) => identity().ensureFirstAdmin(tokenKeeper(file))));
  expect(made.filter(Boolean)).toHaveLength(1);
  const [winner, loser] = made[0] ? files : files.toReversed();
  expect(await identity().authenticate(await tokenIn(winner!))).toMatchObject(SUPER_ADMIN);
  await expect(readFile(loser!)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('a token that another process has kept meanwhile is not taken back', async () => {
  const keeper = tokenKeeper(machine('one'));
  expect(await keeper.keep('theirs')).toBe(true);
  expect(await keeper.keep('ours')).toBe(false);
  await keeper.takeBack('ours');
  expect(await keeper.kept()).toBe('theirs');
});

it('a token that was kept before a crash becomes valid at the next start', async () => {
  const file = machine('one');
  const broken: UnitOfWork = {
    stores: work.stores,
    fenced: (_fence, run) => run(),
    transaction: () => Promise.reject(new Error('cut')),
  };
  await expect(identity(broken).ensureFirstAdmin(tokenKeeper(file))).rejects.toThrow('cut');
  const kept = await tokenIn(file);
  expect(await identity().ensureFirstAdmin(tokenKeeper(file))).toBe(true);
  expect(await tokenIn(file)).toBe(kept);
  expect(await identity().authenticate(kept)).toMatchObject(SUPER_ADMIN);
});

it('a file that holds no token gives way to one', async () => {
  const file = machine('one');
  await tokenKeeper(file).keep('x');
  await writeFile(file, 'nonsense\n');
  expect(await identity().ensureFirstAdmin(tokenKeeper(file))).toBe(true);
  expect(await identity().authenticate(await tokenIn(file))).toMatchObject(SUPER_ADMIN);
});

it('a reset replaces the file, and the token before it is no longer valid', async () => {
  const file = machine('one');
  await identity().ensureFirstAdmin(tokenKeeper(file));
  const before = await tokenIn(file);
  expect(await identity().resetAdminToken(tokenKeeper(file))).toBe(1);
  expect(await identity().authenticate(before)).toBeUndefined();
  expect(await identity().authenticate(await tokenIn(file))).toMatchObject(SUPER_ADMIN);
});
