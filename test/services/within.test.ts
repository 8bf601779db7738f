import { describe, expect, it } from 'vitest';
import { NotFound } from '../../src/domain/errors/resource-errors.js';
import { within } from '../../src/services/within.js';

/** Ends only with its signal, as a call to a cluster that never answers does. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

describe('a look at a cluster with a limit', () => {
  it('that takes too long is a failed call to the cluster, which may be tried again', async () => {
    await expect(within(1, untilAborted)).rejects.toMatchObject({
      code: 'DEPENDENCY_FAILURE',
      kind: 'TIMEOUT',
      retryable: true,
    });
  });

  it('that ends in time gives what was seen', async () => {
    expect(await within(60_000, async () => 'seen')).toBe('seen');
  });

  it('that fails for another reason keeps it, also when the time is over', async () => {
    const other = new NotFound('Cluster', 'c1');
    const failing = within(1, (signal) =>
      untilAborted(signal).catch(() => {
        throw other;
      }),
    );
    await expect(failing).rejects.toBe(other);
  });
});
