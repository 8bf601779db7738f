import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf } from '../../../src/db/vault/key-ring.js';
import { type KeySources, openKeyRing } from '../../../src/db/vault/open-key-ring.js';
import { InvalidInput } from '../../../src/domain/errors/request-errors.js';

let folder: string;
let keyFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-key-'));
  keyFile = join(folder, 'secret.key');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (sources: Partial<KeySources> = {}) =>
  openKeyRing({ keyFile, mayCreate: true, ciphertextExists: false, ...sources });

async function refusal(work: Promise<unknown>): Promise<InvalidInput> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidInput);
  return error as InvalidInput;
}

describe('the key file', () => {
  it('is made for its owner only, and is the same key from then on', async () => {
    const ring = await open();
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect((await stat(keyFile)).size).toBe(32);
    expect((await open({ mayCreate: false, ciphertextExists: true })).currentId).toBe(ring.currentId);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it('made by several processes at once is one', async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(rings.map((ring) => ring.currentId)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it('is never made when ciphertext exists', async () => {
    const error = await refusal(open({ ciphertextExists: true }));
    expect(error.message).toContain('put the file back');
    expect(error.message).toContain(keyFile);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is never made for a database of the user’s own', async () => {
    expect((await refusal(open({ mayCreate: false }))).message).toContain('give one');
    expect(await readdir(folder)).toEqual([]);
  });

  it('that others may read is refused', async () => {
    await open();
    await chmod(keyFile, 0o640);
    expect((await refusal(open())).message).toContain('chmod 600');
  });

  it.each([0, 31, 33])('of %i bytes is refused and left as it is', async (size) => {
    const bytes = randomBytes(size);
    await writeFile(keyFile, bytes, { mode: 0o600 });
    expect((await refusal(open())).message).toContain(`holds ${size} bytes`);
    expect((await readFile(keyFile)).equals(bytes)).toBe(true);
  });

  it('that cannot be written is told', async () => {
    const error = await refusal(open({ keyFile: join(folder, 'missing', 'secret.key') }));
    expect(error.message).toContain('ENOENT');
  });
});

describe('a given key', () => {
  it('is taken, and no file is looked at or made', async () => {
    await writeFile(keyFile, 'too short', { mode: 0o644 });
    const [key, old] = [randomBytes(32), randomBytes(32)];
    const ring = await open({ givenKey: `${key.toString('base64')}\n`, oldKeys: [old.toString('base64')] });
    expect(ring.ids).toEqual([keyIdOf(key), keyIdOf(old)]);
    expect(ring.key(keyIdOf(old))?.equals(old)).toBe(true);
  });

  it('that is none is refused together with all others that are none, and not quoted', async () => {
    const bad = 'bm90LWEta2V5LWJ1dC1zZWNyZXQ=';
    const error = await refusal(
      open({
        givenKey: bad,
        oldKeys: [randomBytes(32).toString('base64'), '%%%', randomBytes(33).toString('base64')],
      }),
    );
    expect(error.details.fields.map(({ path }) => path)).toEqual([
      'secret key',
      'old secret key 2',
      'old secret key 3',
    ]);
    expect(inspect(error)).not.toContain(bad);
  });

  it('beside which the same one is named as old is one key', async () => {
    const key = randomBytes(32).toString('base64');
    expect((await open({ givenKey: key, oldKeys: [key] })).ids).toHaveLength(1);
  });
});
