import { describe, expect, it } from 'vitest';
import { PageMemory, PageTurns } from '../../../src/engines/direct/page-memory.js';

describe('PageMemory', () => {
  it('gives two pages of a list different memory, and the third that of the first', () => {
    const turns = new PageTurns(new PageMemory());
    const [first, second, third] = [turns.next(), turns.next(), turns.next()];
    // Compared here: an assertion that is given megabytes writes them out.
    expect([second === first, third === first]).toEqual([false, true]);
  });

  it('never lends to two lists at once what both would write into', () => {
    const pages = new PageMemory();
    const lists = [new PageTurns(pages), new PageTurns(pages)];
    const lent = lists.flatMap((list) => [list.next(), list.next()]);
    expect(new Set(lent).size).toBe(4);
  });

  it('uses again what a list has given back, except when one huge object has made it large', () => {
    const pages = new PageMemory();
    const before = new PageTurns(pages);
    const [usual, huge] = [before.next(), before.next()];
    huge.bytes = Buffer.allocUnsafeSlow(32 * 1024 * 1024);
    before.giveBack();
    const after = new PageTurns(pages);
    const lent = [after.next(), after.next()];
    expect([lent.includes(usual), lent.includes(huge)]).toEqual([true, false]);
  });
});
