/** Schedules that are as large as they may be. */
import { afterEach, describe, it } from 'vitest';
import { Scheduled } from '../support/scheduled.js';
import { goesOnWithTen } from './many-namespaces.js';

describe('a schedule of 5,000 namespaces of which 4,990 are gone', () => {
  let world: Scheduled;
  afterEach(() => world.stop());

  it('goes on with ten, opens one alert, and is answered in a size that can be read', async () => {
    world = await Scheduled.start();
    await goesOnWithTen(world, 5_000);
  });
});
