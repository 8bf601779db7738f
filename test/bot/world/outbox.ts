/** The outbox of the stand-in API: what is due is claimed once, and what became of it is kept. */
import { randomUUID } from 'node:crypto';
import type {
  AcknowledgeDeliveryInput,
  ClaimDeliveriesInput,
  DeliveryKind,
} from '../../../src/client/generated/graphql.js';
import { refusal } from '../../support/stand-in-api.js';

export interface Due {
  readonly kind: DeliveryKind;
  /** Channel id, or user id. */
  readonly target: string;
  readonly message?: { readonly channelId: string; readonly ts: string };
  readonly detail?: 'FULL' | 'COUNTS';
  readonly [field: string]: unknown;
}

interface Row extends Due {
  readonly id: string;
  claim: string | null;
  attempts: number;
}

export class StandInOutbox {
  readonly acknowledged: AcknowledgeDeliveryInput[] = [];
  readonly adopted: { deliveryId: string; channelId: string; ts: string }[] = [];
  /** Answers to the next acknowledgements. */
  readonly faults: Error[] = [];
  readonly #rows: Row[] = [];
  #ring: (() => void) | undefined;

  add(due: Due): string {
    const id = randomUUID();
    this.#rows.push({ ...due, id, claim: null, attempts: 0 });
    this.#ring?.();
    return id;
  }

  answers() {
    return {
      claimDeliveries: ({ input }: { input: ClaimDeliveriesInput }) => {
        const due = this.#rows.filter(({ claim }) => claim === null).slice(0, input.first);
        return { nextAt: null, claimed: due.map((row) => this.#claimed(row)) };
      },
      acknowledgeDelivery: ({ input }: { input: AcknowledgeDeliveryInput }) => {
        const fault = this.faults.shift();
        if (fault !== undefined) throw fault;
        const row = this.#rows.find(({ id, claim }) => id === input.id && claim === input.claim);
        if (row === undefined) throw refusal('NOT_FOUND', 'There is no such claim.');
        this.acknowledged.push({ ...input });
        return { delivery: { id: row.id, state: 'DELIVERED', notBefore: new Date().toISOString() } };
      },
      adoptMessage: ({ input }: { input: { deliveryId: string; channelId: string; ts: string } }) => {
        this.adopted.push({ ...input });
        return { adopted: true };
      },
      deliveriesDue: () => this.#rings(),
    };
  }

  async *#rings() {
    for (;;) {
      await new Promise<void>((resolve) => {
        this.#ring = resolve;
      });
      yield { deliveriesDue: { at: new Date().toISOString() } };
    }
  }

  #claimed(row: Row) {
    row.claim = randomUUID();
    row.attempts += 1;
    const { id, kind, attempts, claim, target, message = null, detail = 'FULL', ...rest } = row;
    const delivery = { id, kind, attempts };
    const nothing = { alert: null, change: null, backup: null, notice: null, digest: null };
    return { ...nothing, ...rest, delivery, claim, target, teamId: null, detail, buttons: true, message };
  }
}
