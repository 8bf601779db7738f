import { expect, it } from 'vitest';
import { lookRound } from '../../src/services/look-round.js';

const never = new AbortController().signal;

/** Things that are looked at when a test opens their gate; `open` are there at once. */
function gates(names: readonly string[], open: readonly string[] = []) {
  const waiting = new Map(names.map((name) => [name, Promise.withResolvers<void>()]));
  for (const name of open) waiting.get(name)?.resolve();
  const begun: string[] = [];
  const ended: string[] = [];
  return {
    begun,
    ended,
    open: (name: string) => waiting.get(name)?.resolve(),
    look: async (name: string) => {
      begun.push(name);
      await waiting.get(name)?.promise;
      ended.push(name);
    },
  };
}

it('no more than so many looks begin beside each other, in order', async () => {
  const { look, begun, open } = gates(['a', 'b', 'c']);
  const round = lookRound(['a', 'b', 'c'], { atOnce: 2, atMost: 9, patienceMs: 60_000, look, signal: never });
  await expect.poll(() => begun).toEqual(['a', 'b']);
  open('a');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  open('b');
  open('c');
  await round;
});

it('looks that hang give their places up, and the round ends with them', async () => {
  const names = ['hangs-1', 'hangs-2', 'a', 'b'];
  const { look, begun, ended, open } = gates(names, ['a', 'b']);
  let over = false;
  const round = lookRound(names, { atOnce: 2, atMost: 9, patienceMs: 1, look, signal: never }).then(() => {
    over = true;
  });
  await expect.poll(() => ended).toEqual(['a', 'b']);
  expect(begun).toEqual(names);
  expect(over).toBe(false);
  open('hangs-1');
  open('hangs-2');
  await round;
});

it('never more than so many are under way, however many hang', async () => {
  const names = ['hangs-1', 'hangs-2', 'hangs-3', 'a'];
  const { look, begun, open } = gates(names, ['a']);
  const round = lookRound(names, { atOnce: 4, atMost: 3, patienceMs: 1, look, signal: never });
  await expect.poll(() => begun).toHaveLength(3);
  open('hangs-2');
  await expect.poll(() => begun).toEqual(names);
  open('hangs-1');
  open('hangs-3');
  await round;
});

it('what has not begun when it is aborted is not looked at', async () => {
  const stopping = new AbortController();
  const { look, begun, open } = gates(['a', 'b', 'c']);
  const options = { atOnce: 1, atMost: 9, patienceMs: 60_000, look, signal: stopping.signal };
  const round = lookRound(['a', 'b', 'c'], options);
  await expect.poll(() => begun).toEqual(['a']);
  stopping.abort();
  open('a');
  await round;
  expect(begun).toEqual(['a']);
});
