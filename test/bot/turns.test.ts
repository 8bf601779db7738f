import { expect, it } from 'vitest';
import { ASKING_AT_ONCE, CLICKS_AT_ONCE, Turns } from '../../src/bot/turns.js';

it('work begins when no request waits to be acknowledged any more', async () => {
  const turns = new Turns();
  const answered = turns.arrived();
  const events: string[] = [];
  const work = turns.seeTo(async () => void events.push('work'));
  await new Promise((resolve) => setImmediate(resolve));
  events.push('acknowledged');
  answered();
  await work;
  expect(events).toEqual(['acknowledged', 'work']);
});

it('work begins all the same when requests never cease', async () => {
  const turns = new Turns();
  turns.arrived();
  expect(await turns.ask(async () => 'done')).toBe('done');
});

it.each([
  ['seeTo', CLICKS_AT_ONCE],
  ['ask', ASKING_AT_ONCE],
] as const)(
  '%s: %i at once and the others after them, whatever becomes of those before',
  async (kind, atOnce) => {
    const turns = new Turns();
    let now = 0;
    let most = 0;
    const works = Array.from({ length: 100 }, (_, index) =>
      turns[kind](async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        if (index % 3 === 0) throw new Error('no');
      }),
    );
    const results = await Promise.allSettled(works);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(66);
    expect(most).toBe(atOnce);
  },
);
