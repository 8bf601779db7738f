import { ADA } from '../running-api.js';
import { backup, delivery, type MutationCase } from './things.js';

export const DELIVERIE_CASES: readonly MutationCase[] = [
  ['resendDelivery', { id: delivery.id }, 'delivery { id }', 'deliveries.resend', [delivery.id, ADA]],
  [
    'claimDeliveries',
    { worker: 'bot', first: 3 },
    'nextAt claimed { claim }',
    'deliveries.claim',
    ['bot', 3, ADA],
  ],
  [
    'acknowledgeDelivery',
    { id: delivery.id, claim: 'word', outcome: 'UNSENT', errorCode: null, retryAfterSeconds: 7 },
    'delivery { id }',
    'deliveries.acknowledge',
    [{ id: delivery.id, claim: 'word', outcome: 'UNSENT', retryAfterSeconds: 7 }, ADA],
  ],
  [
    'adoptMessage',
    { deliveryId: delivery.id, channelId: 'C0ALERTS1', ts: '1.000001' },
    'adopted',
    'deliveries.adopt',
    [delivery.id, { channelId: 'C0ALERTS1', ts: '1.000001' }, ADA],
  ],
  [
    'watchBackup',
    { backupId: backup.id, channelId: 'C0ALERTS1' },
    'delivery { kind }',
    'deliveries.watch',
    [backup.id, 'C0ALERTS1', ADA],
  ],
];
