/** Messages that the outbox lost sight of (the bot died between posting and saying so) are found again by a click on them. */
import { AdoptMessageDocument } from '../../client/generated/graphql.js';
import { METADATA_EVENT } from '../deliveries/send.js';
import type { FlowParts } from './flow-parts.js';

const MOST_KNOWN = 10_000;

export class Adoption {
  readonly #known = new Set<string>();

  constructor(private readonly parts: Pick<FlowParts, 'serviceAsk' | 'turns' | 'log'>) {}

  /** Never throws. `metadata`: of the message, as the payload holds it; it names ids only, and the API looks them up. */
  async offer(channelId: string | null, ts: string | null, metadata: unknown): Promise<void> {
    const deliveryId = deliveryOf(metadata);
    if (channelId === null || ts === null || deliveryId === undefined) return;
    const place = `${channelId}/${ts}`;
    if (this.#known.has(place)) return;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    const { serviceAsk, turns, log } = this.parts;
    const input = { deliveryId, channelId, ts };
    try {
      const { adoptMessage } = await turns.ask(() => serviceAsk(AdoptMessageDocument, { input }));
      this.#known.add(place);
      if (adoptMessage.adopted)
        log.info({ delivery: deliveryId }, 'Found a message again that had been lost sight of.');
    } catch (error) {
      const { message: reason } = error as Error;
      log.debug({ delivery: deliveryId, reason }, 'A message could not be offered to the outbox.');
    }
  }
}

const ID = /^[\w-]{1,64}$/;

function deliveryOf(metadata: unknown): string | undefined {
  const { event_type, event_payload } = (metadata ?? {}) as {
    readonly event_type?: unknown;
    readonly event_payload?: { readonly delivery?: unknown } | null;
  };
  const id = event_payload?.delivery;
  return event_type === METADATA_EVENT && typeof id === 'string' && ID.test(id) ? id : undefined;
}
