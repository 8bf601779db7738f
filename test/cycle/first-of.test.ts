import { createHook } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstOf } from '../../src/cycle/first-of.js';

/** By which a timer of this file is told from those of others in the process. */
const WITHIN_MS = 123_457;

describe('a wait for the first that ends, or for the time', () => {
  const timers = new Set<number>();
  const hook = createHook({
    init(asyncId, type, _trigger, resource) {
      if (type === 'Timeout' && '_idleTimeout' in resource && resource._idleTimeout === WITHIN_MS)
        timers.add(asyncId);
    },
    destroy: (asyncId) => void timers.delete(asyncId),
  });
  beforeEach(() => {
    timers.clear();
    hook.enable();
  });
  afterEach(() => void hook.disable());

  const noTimerLeft = () => vi.waitFor(() => expect(timers.size).toBe(0), 15_000);

  it('is over with the first that ends, and leaves no timer', async () => {
    const { promise: first, resolve } = Promise.withResolvers<void>();
    const { promise: never } = Promise.withResolvers<void>();
    const waiting = firstOf([never, first], WITHIN_MS);
    expect(timers.size).toBe(1);
    resolve();
    await waiting;
    await noTimerLeft();
  });

  it('fails with the first where that fails, and leaves no timer either', async () => {
    const waiting = firstOf([Promise.reject(new Error('a fault of ours'))], WITHIN_MS);
    await expect(waiting).rejects.toThrow('a fault of ours');
    await noTimerLeft();
  });

  it('is over when the time is up, though none has ended', async () => {
    const { promise: never } = Promise.withResolvers<void>();
    await expect(firstOf([never], 1)).resolves.toBeUndefined();
  });
});
