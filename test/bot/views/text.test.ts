import { describe, expect, it } from 'vitest';
import { someNames } from '../../../src/bot/views/names.js';
import { bytes, counted, duration, moment, utc } from '../../../src/bot/views/numbers.js';
import { alertBlockId, alertValue, readAlert, readPage } from '../../../src/bot/views/references.js';
import { code, plainWords, prose, sentence, truncate, truncateMiddle } from '../../../src/bot/views/text.js';

describe('words from outside', () => {
  it('lose what Slack would parse', () => {
    expect(prose('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@\u2060U1&gt;');
    expect(prose('@here and a@b')).not.toMatch(/@[a-z]/);
    expect(code('`x`\n<b>')).toBe("`'x' &lt;b&gt;`");
    expect(code('')).toBe('`(no name)`');
  });

  it('lose what turns or hides a line', () => {
    expect(plainWords('a\u202eb\u0000c\td', 100)).toBe('a\ufffdb\ufffdc d');
  });

  it('are cut between two letters, before they are escaped', () => {
    expect(truncate('👩👩👩', 4)).toBe('👩…');
    expect(truncateMiddle('abcdefghij', 5)).toBe('ab…ij');
    expect(truncateMiddle('👩'.repeat(10), 8).isWellFormed()).toBe(true);
    expect(code('&'.repeat(500)).length).toBeLessThanOrEqual(2 * 63 + 3);
    expect(code('&'.repeat(500))).toMatch(/^`(&amp;)+…`$/);
  });

  it('become sentences', () => {
    expect(sentence('nothing is there')).toBe('Nothing is there.');
    expect(sentence('Is it?')).toBe('Is it?');
    expect(sentence(' ')).toBe('');
  });
});

describe('numbers and names', () => {
  it('are said as people say them', () => {
    expect([counted(1, 'namespace'), counted(5_000, 'namespace')]).toEqual([
      '1 namespace',
      '5,000 namespaces',
    ]);
    expect([bytes(0), bytes(1_536), bytes(5 * 1024 ** 3)]).toEqual(['0 bytes', '1.5 KiB', '5.0 GiB']);
    expect([duration(1_000), duration(90_000), duration(7_260_000)]).toEqual([
      '1 s',
      '1 min 30 s',
      '2 h 1 min',
    ]);
    expect(someNames(['a', 'b', 'c'])).toBe('`a`, `b` and `c`');
    expect(someNames(['a', 'b', 'c'], 12, { most: 2 })).toBe('`a`, `b` and 10 more');
    expect(someNames(['a', 'b'], 2, { characters: 1 })).toBe('2');
  });

  it('show a moment in the zone of the reader, and in UTC where that is not possible', () => {
    expect(moment('2026-11-20T01:00:00.000Z')).toBe(
      '<!date^1795136400^{date_short_pretty} at {time}|2026-11-20 01:00 UTC>',
    );
    expect(moment('<!here>')).toBe('&lt;!here&gt;');
    expect(utc('never')).toBe('an unknown time');
  });
});

describe('what a click carries', () => {
  const id = '6f1de8a4-0d1f-4f0e-9d57-000000000001';

  it('is read again as it was written', () => {
    expect(readAlert({ value: alertValue(id, 7) })).toEqual({ alertId: id, selectionVersion: 7 });
    expect(readAlert({ value: alertValue(id) })).toEqual({ alertId: id, selectionVersion: undefined });
    expect(readAlert({ block_id: alertBlockId(id, 'open-1') })).toEqual({
      alertId: id,
      selectionVersion: undefined,
    });
    expect(readPage(`${id}:12`)).toEqual({ alertId: id, page: 12 });
  });

  it.each(['', ':', 'a b', '<!here>', `${'x'.repeat(65)}:1`, '../../x'])(
    'is nothing when it was made up: %j',
    (value) => {
      expect(readAlert({ value })).toBeUndefined();
      expect(readPage(value)).toBeUndefined();
    },
  );

  it('keeps no version that is none', () => {
    expect(readAlert({ value: `${id}:-1` })?.selectionVersion).toBeUndefined();
    expect(readAlert({ value: `${id}:9999999999` })?.selectionVersion).toBeUndefined();
  });
});
