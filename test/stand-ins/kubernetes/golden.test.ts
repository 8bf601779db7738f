import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedDifferences } from './golden-differences.js';
import { type Exchange, Replay } from './golden-replay.js';

const file = process.env.KUBERNETES_GOLDEN;
if (file === undefined) {
  process.stderr.write(
    'SKIPPED: the replay of recorded answers. KUBERNETES_GOLDEN names no recording of a real API server.\n',
  );
}
const exchanges: readonly Exchange[] =
  file === undefined
    ? []
    : readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Exchange);

describe.skipIf(file === undefined)('the stand-in answers as a recorded kube-apiserver 1.36 did', () => {
  let replay: Replay;
  beforeAll(async () => {
    replay = await Replay.start();
  });
  afterAll(() => replay.stop());

  it('the recording is not empty', () => {
    expect(exchanges.length).toBeGreaterThan(100);
  });

  // In order: each exchange builds on the state that the ones before it left.
  for (const exchange of exchanges) {
    it(`${exchange.id}: ${exchange.req.method} ${exchange.req.path}`, async () => {
      const answer = await replay.send(exchange);
      const difference = acceptedDifferences[exchange.id];
      expect(answer.status).toBe(exchange.status);
      expect(answer.headers).toEqual(exchange.headers);
      if (difference === undefined) {
        expect(answer.body).toEqual(exchange.body);
        return;
      }
      expect(answer.body, `no longer differs: "${difference.why}" can go`).not.toEqual(exchange.body);
      expect(difference.without(answer.body)).toEqual(difference.without(exchange.body));
    });
  }

  it('every accepted difference belongs to a recorded exchange', () => {
    const ids = exchanges.map(({ id }) => id);
    expect(Object.keys(acceptedDifferences).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
