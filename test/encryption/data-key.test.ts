import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { BackupKey, FramePlace, KeyPlace } from '../../src/domain/ports/backup-cipher.js';
import { DataKey } from '../../src/encryption/data-key.js';
import { aBackupCipher, aKeyFile } from '../factories/backup-cipher.js';

const PLACE: KeyPlace = { backupId: 'b-1', attempt: 1 };
const HEADER = { scheme: 'aes-256-gcm-stream', keys: [] } as const;
const FRAME = Buffer.from('one frame');
const at = (frame: number, change: Partial<FramePlace> = {}): FramePlace => ({
  file: 'resources.ndjson.zst',
  frame,
  last: false,
  ...change,
});

/** A key that seals and one that opens, of the same bytes. */
function twoEnds(change: { place?: Partial<KeyPlace>; key?: Buffer; prefix?: Buffer } = {}) {
  const key = randomBytes(32);
  const prefix = randomBytes(7);
  const header = { ...HEADER, noncePrefix: prefix.toString('base64') };
  const otherHeader = { ...header, noncePrefix: (change.prefix ?? prefix).toString('base64') };
  return {
    seals: new DataKey(key, PLACE, header, true),
    opens: new DataKey(change.key ?? key, { ...PLACE, ...change.place }, otherHeader, false),
  };
}

it('opens what was sealed at its place, and adds its overhead', () => {
  const { seals, opens } = twoEnds();
  const sealed = [seals.seal(FRAME, at(0)), seals.seal(Buffer.alloc(0), at(1, { last: true }))];
  expect(sealed.map((each) => each.length)).toEqual([FRAME.length + seals.overhead, seals.overhead]);
  expect(sealed[0]).not.toContain('one frame');
  expect(opens.open(sealed[0]!, at(0))).toEqual(FRAME);
  expect(opens.open(sealed[1]!, at(1, { last: true }))).toHaveLength(0);
});

it.each<[string, Partial<FramePlace>]>([
  ['another number', { frame: 1 }],
  ['the end of its file, though it is not', { last: true }],
  ['another file', { file: 'index.json.zst' }],
])('refuses a frame as %s, by the name of the file and the frame', (_what, change) => {
  const { seals, opens } = twoEnds();
  const sealed = seals.seal(FRAME, at(0));
  const place = { ...at(0), ...change };
  expect(() => opens.open(sealed, place)).toThrow(
    expect.objectContaining({
      code: 'BACKUP_LOCKED',
      details: { reason: 'TAMPERED', backupId: 'b-1', file: place.file, frame: place.frame },
      message: expect.stringMatching(new RegExp(`^${place.file}: its (last )?frame .*${place.frame}`)),
    }),
  );
});

it.each([
  ['another key', { key: randomBytes(32) }],
  ['the key of another backup', { place: { backupId: 'b-2' } }],
  ['the key of another attempt', { place: { attempt: 2 } }],
  ['another nonce prefix', { prefix: randomBytes(7) }],
])('opens nothing with %s', (_what, change) => {
  const { seals, opens } = twoEnds(change);
  expect(() => opens.open(seals.seal(FRAME, at(0)), at(0))).toThrow(/does not open/);
});

it('refuses every flipped bit and every cut', () => {
  const { seals, opens } = twoEnds();
  const sealed = seals.seal(FRAME, at(0));
  for (let byte = 0; byte < sealed.length; byte++) {
    const flipped = Buffer.from(sealed);
    flipped.writeUInt8(flipped.readUInt8(byte) ^ 1, byte);
    expect(() => opens.open(flipped, at(0))).toThrow(/does not open/);
    expect(() => opens.open(sealed.subarray(0, byte), at(0))).toThrow(/does not open/);
  }
});

it('seals every place once, in order, and nothing behind the last: no nonce is used twice', () => {
  const { seals, opens } = twoEnds();
  seals.seal(FRAME, at(0));
  expect(() => seals.seal(FRAME, at(0))).toThrow(RangeError);
  expect(() => seals.seal(FRAME, at(2))).toThrow(RangeError);
  seals.seal(FRAME, at(1, { last: true }));
  expect(() => seals.seal(FRAME, at(1))).toThrow(RangeError);
  expect(() => seals.seal(FRAME, at(2))).toThrow(RangeError);
  expect(() => seals.seal(FRAME, at(2 ** 32, { file: 'long' }))).toThrow(RangeError);
  // What it sealed before it was stored is not known.
  expect(() => opens.seal(FRAME, at(0))).toThrow(RangeError);
});

it('the same frame has other bytes in each file, frame, attempt and backup: keys or nonces differ everywhere', async () => {
  const cipher = aBackupCipher({ keyFile: aKeyFile() });
  const frame = Buffer.alloc(64);
  const seen = new Set<string>();
  let sealed = 0;
  for (const backupId of ['b-1', 'b-2']) {
    for (const attempt of [1, 2]) {
      const key = (await cipher.create({ backupId, attempt })) as BackupKey;
      for (const file of ['resources.ndjson.zst', 'index.json.zst']) {
        for (let number = 0; number < 50; number++, sealed++)
          seen.add(key.seal(frame, at(number, { file })).toString('hex'));
      }
    }
  }
  // Two frames of zeros under one key and nonce would be the same bytes.
  expect(seen.size).toBe(sealed);
  // Under one key, 2 nonces of 2 files would show as the same keystream: no two share their first block.
  expect(new Set([...seen].map((each) => each.slice(0, 32))).size).toBe(sealed);
});

it('shows no key, whoever prints it', () => {
  const secret = Buffer.alloc(32, 0x5a);
  const key = new DataKey(secret, PLACE, { ...HEADER, noncePrefix: 'AAAAAAAAAA==' }, true);
  key.seal(FRAME, at(0));
  const shown = JSON.stringify(key);
  expect(shown).not.toContain(secret.toString('base64'));
  expect(shown).toBe('{"keyIds":[]}');
});
