import { describe, expect, it } from 'vitest';
import { acknowledgeUntilHeard } from '../../../src/bot/deliveries/acknowledge.js';
import { ApiRefusal } from '../../../src/client/api-refusal.js';
import { recordingLog } from '../../support/recording-log.js';

const refusal = (code: string, retryable: boolean) =>
  new ApiRefusal({ message: 'No.', extensions: { code, details: {}, retryable, errorId: null } });

/** Tells what has become of a delivery to somebody who answers with these, one after the other, and then takes it. */
async function told(
  ...answers: readonly Error[]
): Promise<{ readonly times: number; readonly log: string[] }> {
  const log = recordingLog();
  const waiting = [...answers];
  let times = 0;
  const tell = async () => {
    times += 1;
    const answer = waiting.shift();
    if (answer !== undefined) throw answer;
  };
  await acknowledgeUntilHeard(tell, { log, delivery: 'd1' });
  return { times, log: log.lines.map(({ level }) => level) };
}

describe('what became of a delivery', () => {
  it.each([
    ['the API is away', new Error('fetch failed')],
    ['the API is not able to just then', refusal('DEPENDENCY_FAILURE', true)],
    ['the API has a fault of its own', refusal('INTERNAL_SERVER_ERROR', false)],
  ])('is told again when %s', async (_when, answer) => {
    expect(await told(answer)).toEqual({ times: 2, log: [] });
  });

  it('is told once to an API that does not take it: nobody has claimed it any more', async () => {
    expect(await told(refusal('OPERATION_NOT_ALLOWED', false))).toEqual({ times: 1, log: ['warn'] });
  });
});
