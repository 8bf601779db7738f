import type { BackupVerificationFieldsFragment } from '../../client/generated/graphql.js';
import { counted } from '../output/format.js';
import { table } from '../output/table.js';

/** What dry runs of a restore found, for people. */
export function trialWords(trial: NonNullable<BackupVerificationFieldsFragment['trial']>): string {
  const { restorable, clusterName, objects, unchecked, refused, reasons } = trial;
  const asked = unchecked === 0 ? '' : `, ${counted(unchecked, 'object')} of them could not be asked about`;
  const words: Record<typeof restorable, string> = {
    YES: `It can be restored: "${clusterName}" would take ${counted(objects, 'object')}${asked}. Nothing was written there.`,
    PARTLY: `It can be restored in PART: "${clusterName}" would take ${counted(objects, 'object')}${asked}, and refuse ${counted(refused, 'object')}.`,
    NO: `It CANNOT be restored to "${clusterName}".`,
    NOT_TRIED: 'Whether it can be restored could not be tried.',
  };
  const rows = reasons.map((reason) => [reason]);
  return [words[restorable], ...(rows.length === 0 ? [] : [table(['WHY'], rows)])].join('\n');
}
