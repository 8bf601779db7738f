import { describe, expect, it } from 'vitest';
import {
  afterLook,
  LOOKS_TO_FAIL,
  LOOKS_TO_HOLD,
  type Look,
  NO_LOOK,
  type Standing,
} from '../../src/domain/steadiness.js';

type State = 'UNCHECKED' | 'GOOD' | 'BAD';
type Seen = 'OK' | 'TIMEOUT' | 'UNREACHABLE' | 'REFUSED' | 'NOT_CHECKED';
type Now = Standing<State, Seen>;

const UNCHECKED: Now = { state: 'UNCHECKED', reason: 'NOT_CHECKED', looks: NO_LOOK };

function look(reason: Seen): Look<State, Seen> {
  const ok = reason === 'OK';
  return {
    state: ok ? 'GOOD' : 'BAD',
    reason,
    ok,
    mayPass: reason === 'TIMEOUT' || reason === 'UNREACHABLE',
  };
}

/** Where it stands after each look. */
function seen(looks: readonly Seen[], from: Now = UNCHECKED): readonly Now[] {
  const all: Now[] = [];
  let now = from;
  for (const each of looks) {
    now = afterLook(look(each), now, { good: 'GOOD', asked: false });
    all.push(now);
  }
  return all;
}

const words = (standings: readonly Now[]) => standings.map(({ state, reason }) => `${state} ${reason}`);
/** How often a subscriber would be told. */
const changes = (standings: readonly Now[], from: Now) =>
  words([from, ...standings]).filter((word, index, all) => index > 0 && word !== all[index - 1]).length;
const good = seen(['OK', 'OK', 'OK']).at(-1)!;
const repeat = (looks: readonly Seen[], times: number) => Array.from({ length: times }, () => looks).flat();

describe('a failure that may pass', () => {
  it('among good looks changes nothing', () => {
    expect(new Set(words(seen(['TIMEOUT', 'OK', 'UNREACHABLE', 'OK', 'OK', 'TIMEOUT', 'OK'], good)))).toEqual(
      new Set(['GOOD OK']),
    );
  });

  it('counts when so many in a row failed, though each for another reason', () => {
    const standings = seen(['TIMEOUT', 'UNREACHABLE', 'TIMEOUT'], good);
    expect(standings).toHaveLength(LOOKS_TO_FAIL);
    expect(words(standings)).toEqual(['GOOD OK', 'GOOD OK', 'BAD TIMEOUT']);
  });

  it('counts at once where nothing was known, and where a person asked', () => {
    expect(words(seen(['TIMEOUT']))).toEqual(['BAD TIMEOUT']);
    expect(afterLook(look('TIMEOUT'), good, { good: 'GOOD', asked: true })).toMatchObject({ state: 'BAD' });
  });

  it('is patient with what was good before anything was remembered', () => {
    expect(words(seen(['TIMEOUT'], { ...good, looks: NO_LOOK }))).toEqual(['GOOD OK']);
  });

  it('takes the place of another reason when it was seen twice, so reasons that take turns tell nobody', () => {
    const away = seen(repeat(['TIMEOUT'], 3), good).at(-1)!;
    expect(words(seen(['UNREACHABLE', 'UNREACHABLE'], away))).toEqual(['BAD TIMEOUT', 'BAD UNREACHABLE']);
    expect(changes(seen(repeat(['UNREACHABLE', 'TIMEOUT'], 20), away), away)).toBe(0);
  });
});

it('a failure that does not pass counts at once, and the first good look takes it away', () => {
  expect(words(seen(['REFUSED', 'OK'], good))).toEqual(['BAD REFUSED', 'GOOD OK']);
});

describe('what changes with every look', () => {
  it('is told a few times, then only what holds counts', () => {
    const standings = seen(repeat(['REFUSED', 'OK'], 50), good);
    expect(changes(standings, good)).toBe(2);
    const now = standings.at(-1)!;
    expect(words(seen(repeat(['REFUSED'], LOOKS_TO_HOLD), now)).at(-1)).toBe('BAD REFUSED');
  });

  it('that ends for good does count, though each look fails for another reason', () => {
    const flapping = seen(repeat(['REFUSED', 'OK'], 3), good).at(-1)!;
    const dead = seen(['TIMEOUT', 'UNREACHABLE', 'TIMEOUT', 'UNREACHABLE'], flapping);
    expect(dead.at(-1)).toMatchObject({ state: 'BAD' });
    expect(dead.slice(0, 2).map(({ state }) => state)).toEqual([flapping.state, flapping.state]);
  });

  it('is as quick as ever after a rest', () => {
    const rested = seen([...repeat(['REFUSED', 'OK'], 5), ...repeat(['OK'], LOOKS_TO_HOLD)], good).at(-1)!;
    expect(rested.looks.unrest).toBe(0);
    expect(words(seen(['REFUSED'], rested))).toEqual(['BAD REFUSED']);
  });

  it('never hides what a person asked to see', () => {
    const restless = seen(repeat(['REFUSED', 'OK'], 5), good).at(-1)!;
    expect(afterLook(look('REFUSED'), restless, { good: 'GOOD', asked: true })).toMatchObject({
      state: 'BAD',
      reason: 'REFUSED',
    });
  });
});
