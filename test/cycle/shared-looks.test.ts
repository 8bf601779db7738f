import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Seeing, SharedLooks } from '../../src/cycle/shared-looks.js';

const FRESH_MS = 2_000;

interface Begun {
  readonly signal: AbortSignal;
  readonly end: (seen: string) => void;
  readonly fail: (error: Error) => void;
}

let looks: SharedLooks<string>;
let begun: Begun[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  looks = new SharedLooks();
  begun = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function see(key = 'location,1', signal = new AbortController().signal): Promise<string> {
  const look: Seeing<string>['look'] = (until) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    begun.push({ signal: until, end: resolve, fail: reject });
    return promise;
  };
  const seen = looks.see({ key, look, isGood: (what) => what === 'good' }, signal);
  seen.catch(() => undefined);
  return seen;
}

describe('looks at the same thing', () => {
  it('that are wanted while one is under way are that one', async () => {
    const seen = [see(), see(), see()];
    begun[0]!.end('good');
    expect(await Promise.all(seen)).toEqual(['good', 'good', 'good']);
    expect(begun).toHaveLength(1);
  });

  it('are shared for two seconds from the beginning of the one, and no longer', async () => {
    const first = see();
    vi.advanceTimersByTime(FRESH_MS - 1);
    begun[0]!.end('good');
    expect(await first).toBe('good');
    expect(await see()).toBe('good');
    expect(begun).toHaveLength(1);
    vi.advanceTimersByTime(1);
    const second = see();
    begun[1]!.end('good');
    expect(await second).toBe('good');
  });

  it('are begun anew when the one that is under way takes longer than that', async () => {
    const slow = see();
    vi.advanceTimersByTime(FRESH_MS);
    const next = see();
    expect(begun).toHaveLength(2);
    begun[0]!.end('bad');
    begun[1]!.end('good');
    expect(await Promise.all([slow, next])).toEqual(['bad', 'good']);
    expect(await see()).toBe('good');
    expect(begun).toHaveLength(2);
  });

  it('are begun anew after one that saw something bad; who waited for it is told', async () => {
    const seen = [see(), see()];
    begun[0]!.end('bad');
    expect(await Promise.all(seen)).toEqual(['bad', 'bad']);
    void see();
    expect(begun).toHaveLength(2);
  });

  it('are begun anew after one that failed', async () => {
    const seen = see();
    begun[0]!.fail(new Error('no disk'));
    await expect(seen).rejects.toThrow('no disk');
    void see();
    expect(begun).toHaveLength(2);
  });
});

it('what was edited, and anything else, is looked at by itself', () => {
  void see('location,1');
  void see('location,2');
  void see('another,1');
  expect(begun).toHaveLength(3);
});

describe('who no longer wants to wait', () => {
  it('leaves at once, and the others go on waiting', async () => {
    const stopping = new AbortController();
    const leaving = see('location,1', stopping.signal);
    const staying = see();
    stopping.abort(new Error('cancelled'));
    await expect(leaving).rejects.toThrow('cancelled');
    expect(begun[0]!.signal.aborted).toBe(false);
    begun[0]!.end('good');
    expect(await staying).toBe('good');
  });

  it('ends the look when nobody else waits, and the next one is not told its end', async () => {
    const stopping = new AbortController();
    const leaving = see('location,1', stopping.signal);
    stopping.abort(new Error('cancelled'));
    await expect(leaving).rejects.toThrow('cancelled');
    expect(begun[0]!.signal.aborted).toBe(true);
    void see();
    expect(begun).toHaveLength(2);
  });

  it('does not begin a look at all', async () => {
    await expect(see('location,1', AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(begun).toHaveLength(0);
  });
});
