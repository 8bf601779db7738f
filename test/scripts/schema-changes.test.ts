import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type AcceptedChange, judgeSchema } from '../../scripts/schema-changes.js';

const RELEASED = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
const TODAY = '2026-11-21';

/** What becomes of clients of one schema when it is changed into another. */
function judged(before: string, after: string, accepted: readonly AcceptedChange[] = []) {
  return judgeSchema(buildSchema(before), buildSchema(after), { accepted, today: TODAY });
}

describe('our own schema', () => {
  it('as it is breaks nobody', () => {
    expect(judged(RELEASED, RELEASED)).toEqual({ refused: [], allowed: [], noticed: [], stale: [] });
  });

  it('without a field is refused', () => {
    const less = RELEASED.replace(/(?<=^type Viewer \{[^}]*^ {2})name: String!$/m, 'otherwise: String!');
    expect(less).not.toBe(RELEASED);
    expect(judged(RELEASED, less).refused).toEqual(['FIELD_REMOVED: Viewer.name was removed.']);
  });

  it('with a field more is not', () => {
    const more = RELEASED.replace(/^type Viewer \{$/m, 'type Viewer {\n  nickname: String');
    expect(more).not.toBe(RELEASED);
    expect(judged(RELEASED, more).refused).toEqual([]);
  });
});

const TYPES = `
  enum Colour { RED GREEN }
  input Wish { colour: Colour, size: Int }
  type Query { thing(first: Int, wish: Wish): String!, old: String }
`;
const change = (from: string, to: string, before = TYPES) => before.replace(from, to);

describe('refused is', () => {
  it.each([
    ['a value taken away', 'RED GREEN', 'RED'],
    ['an argument taken away', 'first: Int, ', ''],
    ['an argument more that is needed', 'first: Int', 'first: Int, kind: String!'],
    ['a field of an input taken away', ', size: Int', ''],
    ['a field of an input more that is needed', 'size: Int', 'size: Int, kind: String!'],
    ['an answer that may be null now', 'String!', 'String'],
    ['another type', 'old: String', 'old: Int'],
  ])('%s', (_name, from, to) => {
    expect(judged(TYPES, change(from, to)).refused).toHaveLength(1);
  });
});

describe('not refused is', () => {
  it.each([
    ['an argument more that may be left out', 'first: Int', 'first: Int, kind: String'],
    ['a field of an input more that may be left out', 'size: Int', 'size: Int, kind: String'],
    ['an answer that is never null any more', 'old: String', 'old: String!'],
    ['a deprecation', 'old: String', 'old: String @deprecated(reason: "x")'],
  ])('%s', (_name, from, to) => {
    expect(judged(TYPES, change(from, to)).refused).toEqual([]);
  });

  it('a value more, which clients are told of', () => {
    const { refused, noticed } = judged(TYPES, change('RED GREEN', 'RED GREEN BLUE'));
    expect([refused, noticed.length]).toEqual([[], 1]);
  });
});

describe('what was deprecated', () => {
  const told = (until: string) =>
    `@deprecated(reason: "Use thing. (since 2026-01-01, removed after ${until})")`;
  it.each([
    ['a field', ', old: String', (until: string) => `, old: String ${told(until)}`],
    ['a value', ' GREEN', (until: string) => ` GREEN ${told(until)}`],
    ['an argument', 'first: Int, ', (until: string) => `first: Int ${told(until)}, `],
    ['a field of an input', ', size: Int', (until: string) => `, size: Int ${told(until)}`],
  ])('%s may go after its day and not before', (_name, part, deprecated) => {
    const after = change(part, '');
    expect(judged(change(part, deprecated('2026-11-20')), after)).toMatchObject({
      refused: [],
      allowed: [expect.any(String)],
    });
    expect(judged(change(part, deprecated('2026-11-21')), after).refused).toHaveLength(1);
  });
});

describe('what is accepted', () => {
  const accepted = [{ change: 'FIELD_REMOVED: Query.old was removed.', reason: 'nobody could use it' }];
  it('is allowed', () => {
    expect(judged(TYPES, change(', old: String', ''), accepted)).toMatchObject({ refused: [], stale: [] });
  });

  it('is refused once it is no change any more', () => {
    expect(judged(TYPES, TYPES, accepted).stale).toEqual(['FIELD_REMOVED: Query.old was removed.']);
  });
});
