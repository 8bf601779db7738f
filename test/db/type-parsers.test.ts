import pg from 'pg';
import { expect, it } from 'vitest';
import { instant, typeParsers } from '../../src/db/type-parsers.js';

const TIMESTAMPTZ = 1184;
const ours = typeParsers.getTypeParser(TIMESTAMPTZ, 'text');
const theirs = pg.types.getTypeParser(TIMESTAMPTZ, 'text');

it.each([
  '2026-11-20 12:00:00+00',
  '2026-11-20 12:00:00.1+00',
  '2026-11-20 12:00:00.12+00',
  '2026-11-20 12:00:00.123+00',
  '0001-01-01 00:00:00+00',
  '0099-12-31 23:59:59.999+00',
])('a moment in UTC is read at once, as pg reads it: %s', (text) => {
  expect(instant(text)).toEqual(theirs(text));
  expect(ours(text)).toEqual(theirs(text));
});

it.each([
  '2026-11-20 12:00:00.123456+00',
  '2026-11-20 14:00:00.5+02',
  '2026-11-20 17:30:00+05:30',
  '10000-01-01 00:00:00+00',
  '0044-03-15 12:00:00+00 BC',
  'infinity',
])('any other is left to pg: %s', (text) => {
  expect(instant(text)).toBeUndefined();
  expect(ours(text)).toEqual(theirs(text));
});

it('other types are read as pg reads them', () => {
  expect(typeParsers.getTypeParser(20, 'text')).toBe(pg.types.getTypeParser(20, 'text'));
});
