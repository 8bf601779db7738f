import { describe, expect, it } from 'vitest';
import type { BackupEncryption, WrappedKey } from '../../src/domain/manifest.js';
import type { BackupKey } from '../../src/domain/ports/backup-cipher.js';
import { A_SALT, aBackupCipher, aKeyFile } from '../factories/backup-cipher.js';

const PLACE = { backupId: 'b-1', attempt: 1 };
const FRAME = { file: 'index.json.zst', frame: 0, last: true };
const PASSPHRASE = 'correct horse battery staple';

async function made(cipher = aBackupCipher({ keyFile: aKeyFile() })): Promise<BackupKey> {
  const key = await cipher.create(PLACE);
  if (key === null) throw new Error('it does not encrypt');
  return key;
}

type Header = Omit<BackupEncryption, 'mac'>;
const withKeys = (header: Header, keys: readonly WrappedKey[]): Header => ({ ...header, keys });

describe('creating', () => {
  it('gives no key without a configured one', async () => {
    const cipher = aBackupCipher({ oldKeyFiles: [aKeyFile()], oldPassphrases: [PASSPHRASE] });
    expect(cipher.encrypts).toBe(false);
    expect(await cipher.create(PLACE)).toBeNull();
  });

  it('wraps by passphrase and key file: each opens it alone', async () => {
    const keyFile = aKeyFile();
    const key = await made(aBackupCipher({ keyFile, passphrase: PASSPHRASE }));
    expect(key.header.keys.map(({ kind }) => kind)).toEqual(['KEY_FILE', 'PASSPHRASE']);
    const sealed = key.seal(Buffer.from('text'), FRAME);
    for (const cipher of [aBackupCipher({ keyFile }), aBackupCipher({ passphrase: PASSPHRASE })]) {
      const opened = await cipher.unlock(PLACE, key.header);
      expect(opened.open(sealed, FRAME).toString()).toBe('text');
      expect(opened.mac('manifest')).toBe(key.mac('manifest'));
    }
  });

  it('gives every attempt a data key and a nonce prefix of its own', async () => {
    const cipher = aBackupCipher({ keyFile: aKeyFile() });
    const [one, two] = [await made(cipher), await made(cipher)];
    expect(one.header.noncePrefix).not.toBe(two.header.noncePrefix);
    expect(one.mac('x')).not.toBe(two.mac('x'));
  });

  it('takes a passphrase however its letters are composed', async () => {
    const key = await made(aBackupCipher({ passphrase: 'Mot de passe: été' }));
    const other = aBackupCipher({ passphrase: 'Mot de passe: e\u0301te\u0301' });
    expect((await other.unlock(PLACE, key.header)).mac('x')).toBe(key.mac('x'));
  });

  it('derives a passphrase once per salt: a thousand backups cost no more than one', async () => {
    const cipher = aBackupCipher({ passphrase: PASSPHRASE, scryptN: 2 ** 14 });
    const keys = await Promise.all(Array.from({ length: 1_000 }, () => made(cipher)));
    const salts = new Set(keys.map(({ header }) => header.keys[0]?.scrypt?.salt));
    expect([...salts]).toEqual([A_SALT.toString('base64')]);
    expect(new Set(keys.map(({ header }) => header.keys[0]?.wrapped)).size).toBe(1_000);
  });
});

describe('unlocking', () => {
  it.each([
    ['NO_KEY', {}, /no key for backups is configured/],
    ['WRONG_KEY', { keyFile: aKeyFile() }, /none of the configured keys opens it/],
    ['WRONG_KEY', { passphrase: 'another passphrase' }, /none of the configured keys/],
  ] as const)('says %s of a backup whose key is not there: %#', async (reason, sources, message) => {
    const { header } = await made(aBackupCipher({ keyFile: aKeyFile(), passphrase: PASSPHRASE }));
    const unlocking = aBackupCipher(sources).unlock(PLACE, header);
    await expect(unlocking).rejects.toMatchObject({ code: 'BACKUP_LOCKED', reason });
    await expect(unlocking).rejects.toThrow(message);
    await expect(unlocking).rejects.toThrow(header.keys[0]?.keyId);
  });

  it('opens with old keys', async () => {
    const keyFile = aKeyFile();
    const key = await made(aBackupCipher({ keyFile }));
    const phrased = await made(aBackupCipher({ passphrase: PASSPHRASE }));
    const cipher = aBackupCipher({
      keyFile: aKeyFile(),
      oldKeyFiles: [aKeyFile(), keyFile],
      oldPassphrases: [PASSPHRASE],
    });
    expect((await cipher.unlock(PLACE, key.header)).mac('x')).toBe(key.mac('x'));
    expect((await cipher.unlock(PLACE, phrased.header)).mac('x')).toBe(phrased.mac('x'));
  });

  it('opens with the passphrase what another installation wrapped by it under its own salt', async () => {
    const key = await made(aBackupCipher({ passphrase: PASSPHRASE, salt: async () => Buffer.alloc(32, 9) }));
    const opened = await aBackupCipher({ passphrase: PASSPHRASE }).unlock(PLACE, key.header);
    expect(opened.mac('x')).toBe(key.mac('x'));
  });

  it('refuses every flipped bit in a wrapped key as tampering', async () => {
    const cipher = aBackupCipher({ keyFile: aKeyFile() });
    const { header } = await made(cipher);
    const [wrapped] = header.keys as [WrappedKey];
    const bytes = Buffer.from(wrapped.wrapped, 'base64');
    for (let byte = 0; byte < bytes.length; byte += 5) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(byte) ^ 0x80, byte);
      const forged = withKeys(header, [{ ...wrapped, wrapped: flipped.toString('base64') }]);
      await expect(cipher.unlock(PLACE, forged)).rejects.toMatchObject({ reason: 'TAMPERED' });
    }
    const cut = withKeys(header, [{ ...wrapped, wrapped: wrapped.wrapped.slice(0, 40) }]);
    await expect(cipher.unlock(PLACE, cut)).rejects.toMatchObject({ reason: 'TAMPERED' });
    await expect(cipher.unlock(PLACE, withKeys(header, []))).rejects.toMatchObject({ reason: 'TAMPERED' });
  });

  it('refuses a wrapped key of another backup or another attempt', async () => {
    const cipher = aBackupCipher({ keyFile: aKeyFile() });
    const { header } = await made(cipher);
    for (const place of [
      { backupId: 'b-2', attempt: 1 },
      { backupId: 'b-1', attempt: 2 },
    ])
      await expect(cipher.unlock(place, header)).rejects.toMatchObject({ reason: 'TAMPERED' });
  });

  it.each([{ n: 2 ** 24 }, { n: 3_000 }, { r: 64 }, { p: 16 }, { salt: '' }])(
    'spends no memory on scrypt settings that no Holdfast writes: %o',
    async (change) => {
      const cipher = aBackupCipher({ passphrase: PASSPHRASE });
      const { header } = await made(cipher);
      const [wrapped] = header.keys as [WrappedKey];
      const forged = { ...wrapped, scrypt: { ...wrapped.scrypt!, ...change } };
      await expect(cipher.unlock(PLACE, withKeys(header, [forged]))).rejects.toMatchObject({
        reason: 'WRONG_KEY',
      });
    },
  );
});

describe('rewrapping', () => {
  it('keeps the data key, and leaves the old keys out', async () => {
    const [old, next] = [aKeyFile(), aKeyFile()];
    const key = await made(aBackupCipher({ keyFile: old }));
    const cipher = aBackupCipher({ keyFile: next, oldKeyFiles: [old], passphrase: PASSPHRASE });
    const keys = await cipher.rewrap(PLACE, key.header);
    expect(keys?.map(({ kind }) => kind)).toEqual(['KEY_FILE', 'PASSPHRASE']);
    const header = withKeys(key.header, keys!);
    for (const sources of [{ keyFile: next }, { passphrase: PASSPHRASE }])
      expect((await aBackupCipher(sources).unlock(PLACE, header)).mac('x')).toBe(key.mac('x'));
    await expect(aBackupCipher({ keyFile: old }).unlock(PLACE, header)).rejects.toMatchObject({
      reason: 'WRONG_KEY',
    });
    expect(await cipher.rewrap(PLACE, header)).toBeNull();
  });

  it('wraps anew what is wrapped by too many keys, or by a damaged one beside a good one', async () => {
    const [one, two] = [aKeyFile(), aKeyFile()];
    const both = await made(aBackupCipher({ keyFile: one, passphrase: PASSPHRASE }));
    expect(await aBackupCipher({ keyFile: one }).rewrap(PLACE, both.header)).toHaveLength(1);
    const cipher = aBackupCipher({ keyFile: one, passphrase: PASSPHRASE });
    const [file, phrase] = both.header.keys as [WrappedKey, WrappedKey];
    const foreign = (await made(aBackupCipher({ keyFile: two }))).header.keys[0]!;
    const damaged = { ...file, wrapped: foreign.wrapped };
    expect(await cipher.rewrap(PLACE, withKeys(both.header, [damaged, phrase]))).toHaveLength(2);
  });

  it('refuses without a key to wrap with, and without the key that opens it', async () => {
    const old = aKeyFile();
    const { header } = await made(aBackupCipher({ keyFile: old }));
    await expect(aBackupCipher({ oldKeyFiles: [old] }).rewrap(PLACE, header)).rejects.toMatchObject({
      reason: 'NO_KEY',
    });
    await expect(aBackupCipher({ keyFile: aKeyFile() }).rewrap(PLACE, header)).rejects.toMatchObject({
      reason: 'WRONG_KEY',
    });
  });
});

it('names the configured keys without telling them, those that encrypt first', async () => {
  const [keyFile, older] = [aKeyFile(), aKeyFile()];
  const sources = { keyFile, passphrase: PASSPHRASE, oldKeyFiles: [older] };
  const keys = await aBackupCipher(sources).keys();
  expect(keys.map(({ kind, current }) => [kind, current])).toEqual([
    ['KEY_FILE', true],
    ['PASSPHRASE', true],
    ['KEY_FILE', false],
  ]);
  const told = JSON.stringify(keys);
  for (const secret of [keyFile, older])
    for (const form of ['hex', 'base64'] as const)
      expect(told).not.toContain(secret.toString(form).slice(0, 12));
  // The same key has the same name everywhere and always.
  expect((await aBackupCipher({ keyFile }).keys())[0]?.keyId).toBe(keys[0]?.keyId);
});
