import { describe, expect, it } from 'vitest';
import { JsonCursor, KeyBytes, MalformedJson } from '../../../src/engines/direct/json-cursor.js';

function skip(text: string): JsonCursor {
  const cursor = new JsonCursor(Buffer.from(text));
  cursor.skip();
  cursor.finish();
  return cursor;
}

const VALID = [
  '{}',
  '[]',
  ' { "a" : [ 1 , -2.5e+7, true, false, null, "x" ] } \n',
  '{"a":{"b":{"c":[[[]],{}]}}}',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é 😀"',
  '{"":0,"__proto__":{"constructor":1}}',
  '"brackets ]}{[ and , : in a string"',
  '0',
  '-0.0',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
];

const INVALID = [
  '',
  '{',
  '[1',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,}',
  '[1,]',
  '[,1]',
  '{,}',
  '{a:1}',
  "{'a':1}",
  '{"a" 1}',
  '{"a":1]',
  '[1}',
  '[1 2]',
  '"abc',
  '"a\nb"',
  '"\\x41"',
  '"\\u12g4"',
  '"\\',
  'tru',
  'truefalse',
  '01',
  '1.',
  '.5',
  '+1',
  '1e',
  'NaN',
  '{} {}',
  '{"a":1}x',
  `${'['.repeat(10_001)}${']'.repeat(10_001)}`,
];

describe('JsonCursor', () => {
  it.each(VALID)('passes what is JSON: %.40s', (text) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(skip(text).position).toBe(Buffer.byteLength(text));
  });

  it.each(INVALID)('refuses what is not: %.40s', (text) => {
    expect(() => skip(text)).toThrow(MalformedJson);
  });

  it('agrees with the parser over every way to cut or bend a text', () => {
    const text = '{"a":[1,2.5e3,"x\\u0041\\"y"],"b":{"c":null,"d":true},"e":[{}, []]}';
    for (let at = 0; at < text.length; at++) {
      for (const bent of [text.slice(0, at), text.slice(0, at) + text.slice(at + 1), bend(text, at)]) {
        expect(
          isAccepted(() => skip(bent)),
          bent,
        ).toBe(isAccepted(() => JSON.parse(bent)));
      }
    }
  });

  it('counts white space between tokens and none inside strings', () => {
    expect(skip('{"a b":" \\n "}').whitespace).toBe(0);
    expect(skip('{ "a":\n1}').whitespace).toBe(2);
  });

  it('reads keys and strings with their escapes undone', () => {
    const cursor = new JsonCursor(Buffer.from('{"a\\/b":"\\u00e9\\n","é":1}'));
    const seen: unknown[] = [];
    cursor.object(() => seen.push(cursor.key(), cursor.stringOrSkip()));
    expect(seen).toEqual(['a/b', 'é\n', 'é', undefined]);
  });

  it('knows a key however it is written', () => {
    const cursor = new JsonCursor(Buffer.from('{"name":1,"n\\u0061me":2,"nam":3,"nane":4,"names":5}'));
    const name = new KeyBytes('name');
    const seen: boolean[] = [];
    cursor.object(() => {
      seen.push(cursor.keyIs(name));
      cursor.skip();
    });
    expect(seen).toEqual([true, true, false, false, false]);
  });

  it('says where the fault is and nothing of the content', () => {
    expect(() => skip('{"password":"hunter2"!}')).toThrow(
      'a comma or a closing bracket is missing at byte 21',
    );
    expect(() => skip('{"password":"hunter2"')).toThrow('it ends too early');
  });
});

function bend(text: string, at: number): string {
  const swapped: Record<string, string> = {
    '"': "'",
    '{': '[',
    '}': ']',
    '[': '{',
    ']': '}',
    ',': ':',
    ':': ',',
  };
  return text.slice(0, at) + (swapped[text[at] ?? ''] ?? '}') + text.slice(at + 1);
}

function isAccepted(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
