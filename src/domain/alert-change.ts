/** What happened to an open alert: what a line in its thread, a mail and the events tell. */

export const ALERT_CHANGE_KINDS = [
  'OPENED',
  'CHANGED',
  'EXCLUDED',
  'ADDED',
  'REVERTED',
  'ACKNOWLEDGED',
  'SNOOZED',
  'UNSNOOZED',
  'REMINDED',
  'CLOSED',
] as const;
export type AlertChangeKind = (typeof ALERT_CHANGE_KINDS)[number];

export interface AlertChange {
  readonly kind: AlertChangeKind;
  readonly at: Date;
  /** The person's name; null: nobody did it, it happened. */
  readonly by: string | null;
  /** Names that came to it, sorted: newly missing; of an EXCLUDED, what was excluded; of an ADDED, what was added. */
  readonly added: readonly string[];
  /** Names that left it, sorted: no longer missing; of a REVERTED, what the edit taken back had moved. */
  readonly removed: readonly string[];
  readonly reason: string | null;
}
