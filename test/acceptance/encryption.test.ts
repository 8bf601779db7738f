/** Encrypted backups through the whole product: made by the cycle, read back, found again, opened by other keys, and attacked. */

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Product } from '../../src/compose.js';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { aKeyFile, CHEAP_SCRYPT } from '../factories/backup-cipher.js';
import { dumpDatabase } from '../support/database-dump.js';
import { Installation, type InstallationOptions } from '../support/installation.js';
import { recordingLog } from '../support/recording-log.js';

const PASSPHRASE = 'correct horse battery staple';
const keyFile = aKeyFile();
const KEYS = { keyFile, passphrase: PASSPHRASE, scryptN: CHEAP_SCRYPT };
const NONE = { scryptN: CHEAP_SCRYPT };

let holdfast: Installation;
let others: Product[];
let log: ReturnType<typeof recordingLog>;
beforeEach(async () => {
  log = recordingLog();
  others = [];
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'], backupKeys: KEYS, log });
});
afterEach(async () => {
  await Promise.all(others.map((each) => each.close()));
  await holdfast.stop();
});

/** The same installation as a process with other keys sees it. */
function withKeys(keys: NonNullable<InstallationOptions['backupKeys']>): Product {
  const product = holdfast.anotherWorker({ backupKeys: { ...NONE, ...keys } });
  others.push(product);
  return product;
}

const pathOf = (key: string) => join(holdfast.location.path, key);
const idsOf = (report: { readonly backup: { readonly encryptionKeyIds: readonly string[] | null } }) =>
  report.backup.encryptionKeyIds;

async function allStored(): Promise<string> {
  const files = await readdir(pathOf('backups'), { recursive: true, withFileTypes: true });
  const texts = files
    .filter((each) => each.isFile())
    .map((each) => readFile(join(each.parentPath, each.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

type Json = { [field: string]: unknown };
const asJson = (value: unknown) => value as Json;

async function forgeManifest(id: string, change: (manifest: Json) => Json): Promise<void> {
  const path = pathOf(backupKeys.manifest(id));
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Json;
  await rm(path);
  await writeFile(path, JSON.stringify(change(manifest)));
}

describe('an encrypted backup', () => {
  it('is made, found intact and listed, says which keys open it, and shows nothing of what it holds', async () => {
    const { backup, state } = await holdfast.backUp('shop', 'blog');
    expect(state).toBe('SUCCESS');
    const configured = await holdfast.product.services.encryption.keys();
    expect(backup.encryptionKeyIds).toEqual(configured.map(({ keyId }) => keyId));
    expect(await holdfast.isRestorable(backup.id)).toBe(true);
    const contents = await holdfast.product.services.backups.contents(backup.id, systemActor('test'));
    expect(contents.some(({ resource, namespace }) => resource === 'secrets' && namespace === 'shop')).toBe(
      true,
    );
    const { browsing } = holdfast.product.services;
    const wanted = { resource: 'configmaps', namespace: 'shop', name: 'settings' };
    expect((await browsing.object(backup.id, wanted, systemActor('test'))).json).toContain('hello from shop');
    expect(
      await browsing.compareWithCluster(
        backup.id,
        null,
        {
          namespaces: null,
          resources: null,
          namespaceMapping: {},
        },
        systemActor('test'),
      ),
    ).toMatchObject({
      added: 0,
      removed: 0,
    });
    await expect(
      withKeys({}).services.browsing.object(backup.id, wanted, systemActor('test')),
    ).rejects.toMatchObject({
      reason: 'NO_KEY',
    });
    const stored = await allStored();
    for (const word of ['c2VjcmV0', 'hello from', 'registry.example']) expect(stored).not.toContain(word);
  });

  it('is told apart from one in the clear, and those from before the keys stay readable', async () => {
    const clear = withKeys({});
    const { id } = await holdfast.request('shop');
    const { backup } = await holdfast.run(id, clear);
    expect(backup.encryptionKeyIds).toBeNull();
    expect(await allStored()).not.toContain('wrapped');
    expect(await holdfast.isRestorable(id)).toBe(true);
    expect(clear.services.encryption.encrypts).toBe(false);
    expect(holdfast.product.services.encryption.encrypts).toBe(true);
  });

  it('opens with one of its keys, also as an old one, and with no other; that is no verdict on it', async () => {
    const { backup } = await holdfast.backUp('shop');
    for (const keys of [
      { keyFile },
      { passphrase: PASSPHRASE },
      { keyFile: aKeyFile(), oldKeyFiles: [keyFile] },
    ])
      expect(await withKeys(keys).services.backups.contents(backup.id, systemActor('test'))).not.toEqual([]);
    for (const [keys, reason] of [
      [{}, 'NO_KEY'],
      [{ keyFile: aKeyFile(), passphrase: 'another passphrase' }, 'WRONG_KEY'],
    ] as const) {
      const product = withKeys(keys);
      const refusal = { code: 'BACKUP_LOCKED', reason };
      await expect(product.services.backups.contents(backup.id, systemActor('test'))).rejects.toMatchObject(
        refusal,
      );
      const tried = await holdfast.verify(backup.id, { product, actor: holdfast.actor });
      expect(tried).toMatchObject({ state: 'FAILED', damages: [], error: expect.stringContaining('key') });
    }
    expect(await holdfast.report(backup.id)).toMatchObject({ backup: { verification: null } });
  });
});

describe('tampering', () => {
  const NOT_WRITTEN = /manifest\.json is not what was written: its authentication code is wrong/;

  const ATTACKS: readonly [what: string, change: (manifest: Json) => Json, told: RegExp][] = [
    ['its namespaces are gone', (all) => ({ ...all, namespaces: [] }), NOT_WRITTEN],
    ['another cluster', (all) => ({ ...all, cluster: { ...asJson(all.cluster), uid: 'x' } }), NOT_WRITTEN],
    ['labels', (all) => ({ ...all, backup: { ...asJson(all.backup), labels: { a: 'b' } } }), NOT_WRITTEN],
    [
      'nonce prefix',
      (all) => ({ ...all, encryption: { ...asJson(all.encryption), noncePrefix: 'AAAAAAAAAA==' } }),
      NOT_WRITTEN,
    ],
    ['a field of no Holdfast', (all) => ({ ...all, restoreHook: 'curl evil' }), NOT_WRITTEN],
    ['code', (all) => ({ ...all, encryption: { ...asJson(all.encryption), mac: 'AAAA' } }), NOT_WRITTEN],
    ['in the clear', (all) => ({ ...all, encryption: null }), /stored in the clear, but it was encrypted/],
  ];

  it('with the manifest is a damage, and nothing is read by it', async () => {
    const { backup } = await holdfast.backUp('shop');
    const { backups } = holdfast.product.services;
    for (const [what, change, told] of ATTACKS) {
      const good = await readFile(pathOf(backupKeys.manifest(backup.id)), 'utf8');
      await forgeManifest(backup.id, change);
      const verification = await holdfast.verify(backup.id);
      const seen = await backups.get(backup.id, systemActor('test'));
      const damages = [expect.stringMatching(told)];
      expect(verification, what).toMatchObject({ state: 'DAMAGED', damages });
      expect(seen.verification).toBe('DAMAGED');
      const refusal = { code: 'BACKUP_LOCKED', reason: 'TAMPERED' };
      await expect(backups.contents(backup.id, systemActor('test')), what).rejects.toMatchObject(refusal);
      await forgeManifest(backup.id, () => JSON.parse(good));
      expect(await holdfast.isRestorable(backup.id)).toBe(true);
    }
  });

  it('a manifest that only looks otherwise is the same', async () => {
    const { backup } = await holdfast.backUp('shop');
    await forgeManifest(backup.id, (all) => Object.fromEntries(Object.entries(all).reverse()));
    expect(await holdfast.isRestorable(backup.id)).toBe(true);
  });

  it('with wrapped keys is found: one from another backup, a flipped bit, none', async () => {
    const [one, two] = [await holdfast.backUp('shop'), await holdfast.backUp('blog')];
    const file = (of: typeof one) => pathOf(backupKeys.keysFile(of.backup.id, 1, 1));
    const good = await readFile(file(one), 'utf8');
    const damagesOf = async () => (await holdfast.verify(one.backup.id)).damages.join();
    await rm(file(one));
    await writeFile(file(one), await readFile(file(two)));
    expect(await damagesOf()).toMatch(/its wrapped key is not what was written/);
    await writeFile(
      file(one),
      good.replace(/("wrapped": ".)(.)/g, (_all, head, letter) => head + (letter === 'A' ? 'B' : 'A')),
    );
    expect(await damagesOf()).toMatch(/its wrapped key is not what was written/);
    await writeFile(file(one), 'torn');
    expect(await damagesOf()).toMatch(/holds no wrapped keys/);
    await rm(file(one));
    expect(await damagesOf()).toMatch(/it carries no wrapped key/);
    await writeFile(file(one), good);
    expect(await damagesOf()).toBe('');
  });

  it('with a frame is told by the file and the number of the frame', async () => {
    const { backup } = await holdfast.backUp('shop');
    const path = pathOf(backupKeys.resources(backup.id, 1));
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    await rm(path);
    await writeFile(path, bytes);
    const { damages } = await holdfast.verify(backup.id);
    expect(damages[0]).toMatch(/^resources\.ndjson\.zst: its frame 0 does not open/);
  });
});

describe('after losing the database', () => {
  async function rescanned(keys: NonNullable<InstallationOptions['backupKeys']>) {
    const { product, actor, drop } = await holdfast.afterLosingTheDatabase({
      backupKeys: { ...NONE, ...keys },
    });
    try {
      const { locations, clusters, rescan, backups } = product.services;
      await clusters.register({ name: 'again', kubeconfig: holdfast.kubernetes.kubeconfig() }, actor);
      const { path } = holdfast.location;
      const location = await locations.create({ name: 'again', path, adopt: true }, actor);
      const report = await rescan.run(location.id, actor);
      const [first] = report.found;
      const read =
        first &&
        (await backups
          .contents(first.id, systemActor('test'))
          .catch((error: { reason?: string }) => error.reason));
      return { ...report, read };
    } finally {
      await drop();
    }
  }

  it('encrypted backups are found, authenticated and readable with the passphrase alone', async () => {
    const made = await holdfast.backUp('shop');
    const { found, locked, damaged, read } = await rescanned({ passphrase: PASSPHRASE });
    expect(found.map(({ id, encryptionKeyIds }) => [id, encryptionKeyIds])).toEqual([
      [made.backup.id, idsOf(made)],
    ]);
    expect({ locked, damaged }).toEqual({ locked: [], damaged: [] });
    expect(read).not.toEqual([]);
  });

  it('they are listed without a key, too, as locked and not authenticated', async () => {
    const { backup } = await holdfast.backUp('shop');
    for (const [keys, reason] of [
      [{}, 'NO_KEY'],
      [{ keyFile: aKeyFile() }, 'WRONG_KEY'],
    ] as const) {
      const { found, locked, damaged, read } = await rescanned(keys);
      expect(found.map(({ id }) => id)).toEqual([backup.id]);
      expect(locked).toEqual([
        {
          key: backupKeys.folder(backup.id),
          message: expect.stringMatching(/is encrypted with.*not authenticated/),
        },
      ]);
      expect({ damaged, read }).toEqual({ damaged: [], read: reason });
    }
  });

  it('one whose manifest was changed is not taken in', async () => {
    const { backup } = await holdfast.backUp('shop');
    await forgeManifest(backup.id, (all) => ({ ...all, namespaces: [] }));
    const { found, damaged } = await rescanned({ keyFile });
    expect(found).toEqual([]);
    expect(damaged).toEqual([
      { key: backupKeys.folder(backup.id), message: expect.stringMatching(/authentication code/) },
    ]);
  });
});

describe('a worker that takes a backup over', () => {
  /** As if the first worker had died between its manifest and its record. */
  async function committedUnrecorded(): Promise<string> {
    const { backup } = await holdfast.backUp('shop');
    await holdfast.database.query(
      `UPDATE backup SET state = 'IN_PROGRESS', finished_at = NULL, manifest_key = NULL, encryption_key_ids = NULL,
         lease_owner = 'dead', lease_until = now() - interval '1 minute' WHERE id = '${backup.id}'`,
    );
    await holdfast.database.query(
      `UPDATE cycle SET outcome = 'OPEN', ended_at = NULL WHERE id = '${backup.cycleId}'`,
    );
    return backup.id;
  }

  it('adopts what was committed, when it has the key', async () => {
    const id = await committedUnrecorded();
    const report = await holdfast.run(id, withKeys({ keyFile }));
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    expect(idsOf(report)).toHaveLength(2);
    expect(await holdfast.isRestorable(id)).toBe(true);
  });

  it.each([
    ['lacks the key', {}, async () => {}],
    [
      'finds it replaced by one in the clear',
      { keyFile },
      (id: string) => forgeManifest(id, (all) => ({ ...all, encryption: null })),
    ],
  ])('and %s ends it in Failure and clears nothing that it cannot read', async (_what, keys, attack) => {
    const id = await committedUnrecorded();
    await attack(id);
    const report = await holdfast.run(id, withKeys(keys));
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'UPLOAD_FAILED' });
    expect(await readdir(pathOf(backupKeys.attempt(id, 1)))).toContain('resources.ndjson.zst');
  });
});

describe('rotation', () => {
  it('wraps every backup by the new keys alone: old ones are not needed any more, and the data is not touched', async () => {
    const made = [await holdfast.backUp('shop'), await holdfast.backUp('blog')];
    const data = await readFile(pathOf(backupKeys.resources(made[0]!.backup.id, 1)));
    const next = aKeyFile();
    const rotating = withKeys({ keyFile: next, oldKeyFiles: [keyFile] }).services;
    const all = { first: 100, after: null };
    expect(await rotating.encryption.rewrap(all, holdfast.actor)).toEqual({
      rewrapped: 2,
      unchanged: 0,
      refused: [],
      next: null,
    });
    expect(await rotating.encryption.rewrap(all, holdfast.actor)).toMatchObject({
      rewrapped: 0,
      unchanged: 2,
    });
    const product = withKeys({ keyFile: next });
    const after = product.services;
    for (const { backup } of made) {
      const { state } = await holdfast.verify(backup.id, { product, actor: holdfast.actor });
      expect(state).toBe('INTACT');
      expect((await after.backups.get(backup.id, systemActor('test'))).encryptionKeyIds).toEqual([
        (await after.encryption.keys())[0]?.keyId,
      ]);
      expect(await readdir(pathOf(backupKeys.keys(backup.id, 1)))).toEqual(['2.json']);
      await expect(
        holdfast.product.services.backups.contents(backup.id, systemActor('test')),
      ).rejects.toMatchObject({
        reason: 'WRONG_KEY',
      });
    }
    expect(await readFile(pathOf(backupKeys.resources(made[0]!.backup.id, 1)))).toEqual(data);
  });

  it('goes on where it stood, names what does not open, and leaves that as it is', async () => {
    const made = [await holdfast.backUp('shop'), await holdfast.backUp('blog')];
    const foreign = (await holdfast.request('shop')).id;
    await holdfast.run(foreign, withKeys({ keyFile: aKeyFile() }));
    const { encryption } = withKeys({ keyFile: aKeyFile(), oldKeyFiles: [keyFile] }).services;
    const seen = { rewrapped: 0, refused: [] as string[] };
    for (let after: string | null = null, steps = 0; steps < 4; steps++) {
      const report = await encryption.rewrap({ first: 1, after }, holdfast.actor);
      seen.rewrapped += report.rewrapped;
      seen.refused.push(...report.refused.map(({ backup, message }) => `${backup.id} ${message}`));
      after = report.next;
      if (after === null) break;
    }
    expect(seen.rewrapped).toBe(made.length);
    expect(seen.refused).toEqual([
      expect.stringMatching(`${foreign} .*none of the configured keys opens it`),
    ]);
    expect(await readdir(pathOf(backupKeys.keys(foreign, 1)))).toEqual(['1.json']);
  });

  it('refuses without a key to wrap by, and whoever has no right to it', async () => {
    const { backup } = await holdfast.backUp('shop');
    const all = { first: 100, after: null };
    await expect(
      withKeys({ oldKeyFiles: [keyFile] }).services.encryption.rewrap(all, holdfast.actor),
    ).rejects.toMatchObject({
      code: 'BACKUP_LOCKED',
      reason: 'NO_KEY',
    });
    const user = {
      kind: 'USER',
      userId: backup.ownerId,
      name: 'una',
      role: 'APP_ADMIN',
      groups: [],
    } as const;
    await expect(holdfast.product.services.encryption.rewrap(all, user)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await readdir(pathOf(backupKeys.keys(backup.id, 1)))).toEqual(['1.json']);
  });
});

it('no key is in the database, the logs, the location or an error', async () => {
  const { backup } = await holdfast.backUp('shop');
  const next = aKeyFile();
  const rotating = withKeys({ keyFile: next, passphrase: 'the next passphrase', oldKeyFiles: [keyFile] });
  await rotating.services.encryption.rewrap({ first: 10, after: null }, holdfast.actor);
  const refusal = await holdfast.product.services.backups
    .contents(backup.id, systemActor('test'))
    .catch((error: Error) => error);
  const told = [
    await dumpDatabase(holdfast.database),
    JSON.stringify(log.lines),
    await allStored(),
    JSON.stringify(await rotating.services.encryption.keys()),
    JSON.stringify(refusal),
    (refusal as Error).stack,
    JSON.stringify(holdfast.product.world.cipher),
  ].join('\n');
  for (const secret of [keyFile, next]) {
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(told.toLowerCase()).not.toContain(secret.toString(form).slice(0, 20).toLowerCase());
  }
  for (const word of [PASSPHRASE, 'the next passphrase']) expect(told).not.toContain(word);
});
