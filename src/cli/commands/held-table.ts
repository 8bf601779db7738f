import type { HeldReason } from '../../client/generated/graphql.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';

interface Held {
  readonly backup: { readonly name: string; readonly createdAt: string } | null;
  readonly heldFor: readonly {
    readonly namespace: string | null;
    readonly virtualMachine: string | null;
    readonly reason: HeldReason;
    readonly until: string | null;
  }[];
}

/** Backups that are kept beyond `keep`, a line for each reason; empty when there are none. */
export function heldTable(held: readonly Held[]): string {
  if (held.length === 0) return '';
  return table(
    ['BACKUP', 'CREATED', 'LAST COPY OF', 'WHY', 'UNTIL'],
    held.flatMap(({ backup, heldFor }) =>
      heldFor.map(({ namespace, virtualMachine, reason, until }) => [
        backup?.name ?? 'gone meanwhile',
        backup === null ? '-' : time(backup.createdAt),
        virtualMachine === null ? (namespace ?? '-') : `${namespace}/${virtualMachine}`,
        WHY[reason],
        until === null ? ends(namespace) : time(until),
      ]),
    ),
  );
}

function ends(namespace: string | null): string {
  return namespace === null ? 'enough newer ones are there' : 'it is back, or released';
}

const WHY: Readonly<Record<HeldReason, string>> = {
  MISSING: 'missing from the cluster',
  LEFT_SCHEDULE: 'taken off the schedule',
  HOURLY: 'the newest of its hour',
  DAILY: 'the newest of its day',
  WEEKLY: 'the newest of its week',
  MONTHLY: 'the newest of its month',
  OBJECT_LOCKED: 'locked in its location',
};
