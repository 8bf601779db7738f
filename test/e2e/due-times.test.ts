import { expect, it } from 'vitest';
import { weatherStorm } from './due-times-storm.js';

it('four workers of which one is killed again and again lose none of two hundred due times and run none twice', {
  timeout: 240_000,
}, async () => {
  expect(await weatherStorm({ schedules: 50, dueTimes: 200, killEvery: 60 })).toBeGreaterThan(1);
});
