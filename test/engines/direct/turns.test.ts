import { beforeEach, describe, expect, it } from 'vitest';
import { EngineTurns } from '../../../src/engines/direct/turns.js';

function holdTheLoop(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const LONGER_THAN_A_TURN = 15;

/** Work of others, of which each piece comes in an iteration of the event loop of its own. */
function others(order: string[], goesOn: () => boolean): void {
  const piece = () => {
    if (!goesOn()) return;
    order.push('others');
    holdTheLoop(2);
    setImmediate(piece);
  };
  setImmediate(piece);
}

describe('turns of the engine', () => {
  // Of its own: what engines of other tests in this process have begun is nobody's here.
  let turns: EngineTurns;
  beforeEach(() => {
    turns = new EngineTurns();
  });

  it('let others have the event loop in between, however many readers wait', async () => {
    holdTheLoop(LONGER_THAN_A_TURN);
    const order: string[] = [];
    let goesOn = true;
    others(order, () => goesOn);
    const reader = async () => {
      await turns.next();
      order.push('reader');
      holdTheLoop(LONGER_THAN_A_TURN);
    };
    // They go on although the others never end.
    await Promise.all([reader(), reader(), reader(), reader()]);
    goesOn = false;
    expect(order.filter((each) => each === 'reader')).toHaveLength(4);
    expect(order.join(' ')).not.toContain('reader reader');
  });

  it('come after all that waits, also when it comes one by one', async () => {
    holdTheLoop(LONGER_THAN_A_TURN);
    const order: string[] = [];
    others(order, () => order.length < 5);
    await turns.next();
    order.push('reader');
    expect(order).toEqual(['others', 'others', 'others', 'others', 'others', 'reader']);
  });

  it('go on at once while they last', async () => {
    holdTheLoop(LONGER_THAN_A_TURN);
    await turns.next();
    const order: string[] = [];
    setImmediate(() => order.push('others'));
    await turns.next();
    expect(order).toEqual([]);
  });
});
