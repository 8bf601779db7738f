/** A discovery of the size that the benches have: what it may ask of a garden. */
import { expect, it } from 'vitest';
import { Discovering } from '../support/discovering.js';

it('500 shoots cost two requests and one for each kubeconfig, and the next run the two alone', async () => {
  const world = await Discovering.start({ leaseMs: 10 * 60_000 });
  try {
    for (let number = 0; number < 500; number += 1) world.garden.addShoot(`s-${number}`);
    const { requests } = world.garden.kubernetes;
    const discovery = await world.created();
    expect(discovery).toMatchObject({ state: 'SUCCESS', counts: { registered: 500, renewed: 500 } });
    expect(requests.count(/^GET .*\/shoots/)).toBe(2);
    expect(requests.count(/^POST .*\/adminkubeconfig/)).toBe(500);
    requests.clear();
    expect(await world.again(discovery)).toMatchObject({ counts: { unchanged: 500, renewed: 0 } });
    expect(requests.count(/./)).toBe(2);
  } finally {
    await world.stop();
  }
}, 600_000);
