import { describe, expect, it } from 'vitest';
import { ProgressWriter } from '../../src/cycle/progress.js';
import { silentLog } from '../support/silent-log.js';

/** Writes end when they are let go. */
function writing(progressMs: number) {
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  const settings = {
    worker: 'w',
    leaseMs: 1_000,
    maxAttempts: 1,
    progressMs,
    guestWaitMs: 0,
    version: 'test',
  };
  const progress = new ProgressWriter<string>({ settings, log: silentLog }, (latest) => {
    begun.push(latest);
    return new Promise((resolve) => gates.push(resolve));
  });
  return { begun, progress, letGo: () => gates.shift()?.() };
}

describe('progress', () => {
  it('that is said while the last is written is written after it, though nothing is said any more', async () => {
    const { begun, progress, letGo } = writing(1);
    progress.report('asked');
    progress.report('half');
    progress.report('cut');
    expect(begun).toEqual(['asked']);
    letGo();
    await expect.poll(() => begun).toEqual(['asked', 'cut']);
  });

  it('that comes too soon after the last is written when its time has come', async () => {
    const { begun, progress, letGo } = writing(20);
    progress.report('asked');
    letGo();
    await Promise.resolve();
    progress.report('cut');
    await expect.poll(() => begun).toEqual(['asked', 'cut']);
  });

  it('that says something new does not wait for its time', async () => {
    const { begun, progress, letGo } = writing(60_000);
    progress.report('asked');
    letGo();
    await expect
      .poll(() => {
        progress.report('restoring', true);
        return begun;
      })
      .toEqual(['asked', 'restoring']);
  });

  it('is not written any more when its run has ended', async () => {
    const { begun, progress, letGo } = writing(1);
    progress.report('asked');
    progress.report('cut');
    progress[Symbol.dispose]();
    letGo();
    await progress.flush();
    expect(begun).toEqual(['asked']);
  });

  it('is written to the last word when it is flushed', async () => {
    const { begun, progress, letGo } = writing(60_000);
    progress.report('asked');
    progress.report('cut');
    const flushed = progress.flush();
    letGo();
    await expect.poll(() => begun).toEqual(['asked', 'cut']);
    letGo();
    await flushed;
    expect(begun).toHaveLength(2);
  });
});
