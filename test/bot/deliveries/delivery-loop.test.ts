import { afterEach, expect, it, vi } from 'vitest';
import type { Ask } from '../../../src/bot/ask.js';
import { DeliveryLoop } from '../../../src/bot/deliveries/delivery-loop.js';
import type { Claimed } from '../../../src/bot/deliveries/send.js';
import { ClaimDeliveriesDocument } from '../../../src/client/generated/graphql.js';
import { recordingLog } from '../../support/recording-log.js';

const claimedOf = (id: string) =>
  ({ delivery: { id, kind: 'ALERT' }, claim: `claim-${id}`, target: 'C0ALERTS1', teamId: null }) as Claimed;

let loop: DeliveryLoop | undefined;
afterEach(() => loop?.stop(1_000));

it('a message that cannot be made is refused as a fault of ours, and those behind it in the channel go on', async () => {
  const due = [claimedOf('hostile'), claimedOf('plain')];
  const told: unknown[] = [];
  const ask = (async (document: unknown, { input }: { input: object }) => {
    if (document === ClaimDeliveriesDocument)
      return { claimDeliveries: { claimed: due.splice(0), nextAt: null } };
    told.push(input);
    return {};
  }) as Ask;
  const log = recordingLog();
  loop = new DeliveryLoop({
    ask,
    worker: 'test',
    connected: async () => undefined,
    deliver: async ({ delivery }) => {
      if (delivery.id === 'hostile') throw new TypeError('a name that nobody thought of');
      return { outcome: 'DELIVERED', channelId: 'C0ALERTS1', ts: '1.1' };
    },
    log,
  });
  loop.start();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told).toMatchObject([
    { id: 'hostile', claim: 'claim-hostile', outcome: 'REFUSED', errorCode: 'not_rendered' },
    { id: 'plain', outcome: 'DELIVERED' },
  ]);
  expect(log.lines.find(({ level }) => level === 'error')).toMatchObject({ fields: { delivery: 'hostile' } });
});
