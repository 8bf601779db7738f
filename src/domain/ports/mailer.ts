import type { Alert } from '../alert.js';
import type { DeliveryData } from '../delivery.js';

/** Everything that a mail about an alert is made of. */
export interface AlertLetter {
  readonly deliveryId: string;
  readonly recipients: readonly string[];
  readonly alert: Alert;
  readonly data: Pick<DeliveryData, 'change' | 'fallback'>;
  readonly scheduleName: string | null;
  readonly clusterName: string | null;
  readonly locationName: string | null;
  readonly backup: { readonly id: string; readonly name: string; readonly state: string } | null;
}

/** What became of it, address by address. */
export interface MailReport {
  /** May be tried again: greylisted, a full mailbox, a server that was away. */
  readonly deferred: readonly string[];
  /** Never: no such mailbox, refused by policy. */
  readonly refused: readonly string[];
  /** What the server said of the first that failed; null: all is sent. */
  readonly error: string | null;
  readonly errorCode: string | null;
}

export interface Mailer {
  /** Rejects never: every failure is a report. */
  send(letter: AlertLetter): Promise<MailReport>;
  close(): void;
}
