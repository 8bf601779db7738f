import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, type ListOrder, NOT_YET } from '../../../src/db/stores/cursor.js';
import { InvalidInput } from '../../../src/domain/errors/request-errors.js';

const id = randomUUID();
const KEY = '2026-11-20T08:00:00.000Z';
const NEWEST: ListOrder = { list: 'backup', by: 'CREATED_AT', type: 'moment', direction: 'DESC' };
const BY_SIZE: ListOrder = { list: 'backup', by: 'SIZE', type: 'whole', direction: 'DESC' };
const BY_NAME: ListOrder = { list: 'backup', by: 'NAME', type: 'text', direction: 'ASC' };
const cursor = encodeCursor(NEWEST, { id, key: KEY });

it.each([
  [NEWEST, KEY],
  [NEWEST, NOT_YET],
  [BY_SIZE, '0'],
  [BY_SIZE, String(Number.MAX_SAFE_INTEGER)],
  [BY_NAME, 'nightly'],
  [BY_NAME, 'with/slashes/and "quotes"'],
] as const)('a cursor of %o at %s is read back', (order, key) => {
  expect(decodeCursor(order, encodeCursor(order, { id, key }))).toEqual({ id, key });
});

describe('a cursor is refused', () => {
  it.each<[string, ListOrder]>([
    ['of another list', { ...NEWEST, list: 'restore' }],
    ['of another order', { ...NEWEST, by: 'FINISHED_AT' }],
    ['of the other direction', { ...NEWEST, direction: 'ASC' }],
  ])('when it is %s', (_what, order) => {
    expect(() => decodeCursor(order, cursor)).toThrow(InvalidInput);
  });

  const forged = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    ['empty', NEWEST, ''],
    ['no base64url', NEWEST, '%%%'],
    ['one with something behind it', NEWEST, `${cursor}AA`],
    ['padded', NEWEST, `${cursor}=`],
    ['of the version before', NEWEST, forged(`${KEY}/${id}`)],
    ['one without an id', NEWEST, forged(`backup.CREATED_AT.DESC//${KEY}`)],
    ['one with SQL for an id', NEWEST, forged(`backup.CREATED_AT.DESC/' OR 1=1/${KEY}`)],
    ['one with SQL for a moment', NEWEST, forged(`backup.CREATED_AT.DESC/${id}/now()`)],
    ['one with a day that is none', NEWEST, forged(`backup.CREATED_AT.DESC/${id}/2026-02-31T00:00:00.000Z`)],
    ['one of the year 0', NEWEST, forged(`backup.CREATED_AT.DESC/${id}/0000-01-01T00:00:00.000Z`)],
    ['one of a year beyond', NEWEST, forged(`backup.CREATED_AT.DESC/${id}/+275760-09-13T00:00:00.000Z`)],
    ['one with a size that is none', BY_SIZE, forged(`backup.SIZE.DESC/${id}/1e9`)],
    ['one with a size beyond 64 bits', BY_SIZE, forged(`backup.SIZE.DESC/${id}/99999999999999999999`)],
    ['one with NUL in a name', BY_NAME, forged(`backup.NAME.ASC/${id}/a\0b`)],
    ['one with a name of kilobytes', BY_NAME, forged(`backup.NAME.ASC/${id}/${'a'.repeat(500)}`)],
    ['one with bytes that are no UTF-8', BY_NAME, Buffer.from([255, 254, 0]).toString('base64url')],
    ['one of megabytes', NEWEST, 'A'.repeat(1_000_000)],
  ] as const)('that is %s', (_what, order, nonsense) => {
    expect(() => decodeCursor(order, nonsense)).toThrow(InvalidInput);
  });
});
