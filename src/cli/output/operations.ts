import type { AllowedOperationFieldsFragment } from '../../client/generated/graphql.js';
import { section, table } from './table.js';

/** What may be asked of a thing now, and why the rest may not: the end of what `show` says. */
export function operationsSection(operations: readonly AllowedOperationFieldsFragment[]): string {
  if (operations.length === 0) return '';
  const rows = operations.map(({ label, allowed, reason, advice }) => [
    label,
    allowed ? 'yes' : 'no',
    [reason, advice].filter((words) => words !== null).join(' '),
  ]);
  return section('What may be asked of it now', table(['OPERATION', 'NOW', 'WHY NOT'], rows));
}
