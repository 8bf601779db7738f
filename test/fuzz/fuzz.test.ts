import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzz, seedOf, toldOf } from './fuzz.js';
import { type FuzzedInstallation, startFuzzed } from './fuzzed-installation.js';

const OPERATIONS = 300;

let installation: FuzzedInstallation;
beforeAll(async () => {
  installation = await startFuzzed();
});
afterAll(() => installation.stop());

it(`${OPERATIONS} random operations with hostile values are refused or answered, and tell nothing from inside`, async () => {
  const seed = seedOf();
  const { findings, answered } = await fuzz(installation, { seed, operations: OPERATIONS });
  expect(findings, toldOf(findings, seed, installation.faults())).toEqual([]);
  expect(answered, `FUZZ_SEED=${seed}`).toBeGreaterThan(OPERATIONS / 20);
}, 300_000);
