import { randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresCredentialVault } from '../../../src/db/vault/credential-vault.js';
import { KeyRing } from '../../../src/db/vault/key-ring.js';
import { rekey, storedKeyIds } from '../../../src/db/vault/rekey.js';
import { DependencyFailure } from '../../../src/domain/errors/dependency-errors.js';
import { NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { CredentialSubject } from '../../../src/domain/ports/credential-vault.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const SECRET = 'kubeconfig: the-very-secret-token ✓ \0 end';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await database.dataSource();
});
beforeEach(() => database.query('DELETE FROM credential'));
afterAll(() => database.drop());

const aKey = () => randomBytes(32);
const aSubject = (): CredentialSubject => ({ type: 'Cluster', id: randomUUID() });
const vaultWith = (...keys: readonly [Buffer, ...Buffer[]]) =>
  new PostgresCredentialVault(dataSource.manager, new KeyRing(keys[0], keys.slice(1)));

async function refusal(work: Promise<unknown>): Promise<DependencyFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DependencyFailure);
  expect(inspect(error)).not.toContain('the-very-secret-token');
  return error as DependencyFailure;
}

describe('a secret', () => {
  it('is read back, and raises its version each time it is replaced', async () => {
    const vault = vaultWith(aKey());
    const subject = aSubject();
    await vault.put(subject, 'first');
    expect(await vault.get(subject)).toEqual({ secret: 'first', version: 1 });
    await vault.put(subject, SECRET);
    expect(await vault.get(subject)).toEqual({ secret: SECRET, version: 2 });
  });

  it('stands in no column in the clear, and never twice as the same bytes', async () => {
    const vault = vaultWith(aKey());
    for (const subject of [aSubject(), aSubject()]) await vault.put(subject, SECRET);
    const rows = await database.query('SELECT * FROM credential');
    expect(inspect(rows, { maxArrayLength: null })).not.toContain('the-very-secret-token');
    for (const { ciphertext } of rows) {
      expect(Buffer.from(ciphertext as Buffer).includes('the-very-secret-token')).toBe(false);
    }
    expect((rows[0]!.ciphertext as Buffer).equals(rows[1]!.ciphertext as Buffer)).toBe(false);
  });

  it('of 64 KiB and of nothing is kept whole', async () => {
    const vault = vaultWith(aKey());
    for (const secret of ['', 'x'.repeat(65_536)]) {
      const subject = aSubject();
      await vault.put(subject, secret);
      expect((await vault.get(subject)).secret).toBe(secret);
    }
  });

  it('that was never put or was removed is not found', async () => {
    const vault = vaultWith(aKey());
    const subject = aSubject();
    await expect(vault.get(subject)).rejects.toBeInstanceOf(NotFound);
    await vault.put(subject, SECRET);
    await vault.remove({ type: 'BackupLocation', id: subject.id });
    expect((await vault.get(subject)).secret).toBe(SECRET);
    await vault.remove(subject);
    await vault.remove(subject);
    await expect(vault.get(subject)).rejects.toBeInstanceOf(NotFound);
    await expect(vault.get({ type: 'Cluster', id: 'nonsense' })).rejects.toBeInstanceOf(NotFound);
  });

  it('replaced by several at once is one of theirs, and each has its version', async () => {
    const vault = vaultWith(aKey());
    const subject = aSubject();
    await Promise.all(['a', 'b', 'c', 'd'].map((secret) => vault.put(subject, secret)));
    const { secret, version } = await vault.get(subject);
    expect('abcd').toContain(secret);
    expect(version).toBe(4);
  });
});

describe('what cannot be decrypted', () => {
  const key = aKey();

  it('for want of its key is told with the key’s id', async () => {
    const subject = aSubject();
    await vaultWith(key).put(subject, SECRET);
    const error = await refusal(vaultWith(aKey()).get(subject));
    expect(error.message).toContain(new KeyRing(key).currentId);
    expect(error.message).toContain(subject.id);
  });

  it('because it was copied to another row is refused', async () => {
    const [from, to] = [aSubject(), aSubject()];
    await vaultWith(key).put(from, SECRET);
    await vaultWith(key).put(to, 'another');
    await database.query(
      `UPDATE credential SET nonce = source.nonce, ciphertext = source.ciphertext FROM credential AS source
       WHERE credential.subject_id = '${to.id}' AND source.subject_id = '${from.id}'`,
    );
    await refusal(vaultWith(key).get(to));
  });

  it.each([
    ['of an earlier version', 'version = version + 1'],
    ['that was cut off', 'ciphertext = substring(ciphertext FOR 20)'],
    ['that was cut off within its tag', 'ciphertext = substring(ciphertext FOR 5)'],
    ['that is empty', `ciphertext = ''`],
    ['with one bit turned', 'ciphertext = set_bit(ciphertext, 3, 1 - get_bit(ciphertext, 3))'],
    [
      'with a tag that was turned',
      `ciphertext = set_bit(ciphertext, 8 * length(ciphertext) - 1,
       1 - get_bit(ciphertext, 8 * length(ciphertext) - 1))`,
    ],
    ['with another nonce', `nonce = '\\x000000000000000000000000'`],
    ['with a short nonce', `nonce = '\\x00'`],
    ['of another type', `subject_type = 'BackupLocation'`],
  ])('because it is one %s is refused', async (_what, change) => {
    const subject = aSubject();
    await vaultWith(key).put(subject, SECRET);
    await database.query(`UPDATE credential SET ${change}`);
    const type = change.startsWith('subject_type') ? 'BackupLocation' : 'Cluster';
    const error = await refusal(vaultWith(key).get({ ...subject, type }));
    expect(error.message).toContain(new KeyRing(key).currentId);
  });
});

describe('rekeying', () => {
  it('encrypts all with the new key, so that the old one can go', async () => {
    const [old, older, fresh] = [aKey(), aKey(), aKey()];
    const subjects = Array.from({ length: 230 }, aSubject);
    for (const subject of subjects) await vaultWith(old).put(subject, subject.id);
    const [one, two] = [aSubject(), aSubject()];
    await vaultWith(older).put(one, 'one');
    await vaultWith(fresh).put(two, 'two');
    const ring = new KeyRing(fresh, [old, older]);
    const keyId = ring.currentId;
    expect(await rekey(dataSource, ring)).toEqual({ rekeyed: 231, unchanged: 1, keyId });
    expect(await rekey(dataSource, ring)).toEqual({ rekeyed: 0, unchanged: 232, keyId });
    expect(await storedKeyIds(dataSource)).toEqual(new Map([[keyId, 232]]));
    const vault = vaultWith(fresh);
    for (const subject of subjects.slice(0, 5)) {
      expect(await vault.get(subject)).toEqual({ secret: subject.id, version: 1 });
    }
    expect((await vault.get(one)).secret).toBe('one');
  });

  it('changes nothing when one of them cannot be decrypted', async () => {
    const [known, unknown, fresh] = [aKey(), aKey(), aKey()];
    for (let n = 0; n < 120; n += 1) await vaultWith(known).put(aSubject(), SECRET);
    await vaultWith(unknown).put(aSubject(), SECRET);
    const before = await storedKeyIds(dataSource);
    const error = await refusal(rekey(dataSource, new KeyRing(fresh, [known])));
    expect(error.message).toContain(new KeyRing(unknown).currentId);
    expect(await storedKeyIds(dataSource)).toEqual(before);
  });

  it('of nothing does nothing', async () => {
    const ring = new KeyRing(aKey());
    expect(await storedKeyIds(dataSource)).toEqual(new Map());
    expect(await rekey(dataSource, ring)).toEqual({ rekeyed: 0, unchanged: 0, keyId: ring.currentId });
  });
});

describe('a key ring', () => {
  it('never shows its keys, however it is printed', () => {
    const key = aKey();
    const ring = new KeyRing(key, [aKey()]);
    const shown = `${JSON.stringify(ring)} ${inspect(ring, { depth: 9, showHidden: true })}`;
    expect(shown).toContain(ring.currentId);
    expect(shown).not.toContain(key.toString('base64'));
    expect(shown).not.toContain(key.toString('hex').slice(0, 8));
  });

  it('zeroes its keys when it is done with', () => {
    const key = aKey();
    new KeyRing(key).forget();
    expect(key.equals(Buffer.alloc(32))).toBe(true);
  });
});
