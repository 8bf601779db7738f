import { expect, it } from 'vitest';
import { weatherStorm } from './due-times-storm.js';

it('four workers of which one is killed again and again lose none of a thousand due times and run none twice', async () => {
  expect(await weatherStorm({ schedules: 125, dueTimes: 1_000, killEvery: 120 })).toBeGreaterThan(5);
});
