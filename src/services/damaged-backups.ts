/** The alert BACKUP_DAMAGED: open as long as a backup of its schedule, or of its location by hand, is known to be damaged. */
import { settleAlert, writeIncidents } from '../cycle/incidents.js';
import type { AlertSubject } from '../domain/alert.js';
import type { Backup } from '../domain/backup.js';
import type { Actor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';

type About = Pick<Backup, 'id' | 'name' | 'scheduleId' | 'locationId'>;

const KIND = 'BACKUP_DAMAGED';

export async function raiseDamaged(
  stores: Stores,
  backup: About,
  { damages, at, actor }: { readonly damages: readonly string[]; readonly at: Date; readonly actor: Actor },
): Promise<void> {
  const more = damages.length > 1 ? ` And ${damages.length - 1} more.` : '';
  const message = `Backup ${backup.name} was read back and is damaged. ${damages[0] ?? ''}${more}`.trim();
  const raised = { ...subjectOf(backup), kind: KIND, namespaces: [], message } as const;
  const occasion = { at, scheduleId: backup.scheduleId, cycleId: null, backupId: backup.id, actor };
  await writeIncidents(stores, { raise: [raised], settle: [] }, occasion);
}

/** After a damaged one was found intact again or is gone: closes the alert when it was the last. */
export async function settleDamaged(
  stores: Stores,
  backup: About,
  { at, actor }: { readonly at: Date; readonly actor: Actor },
): Promise<void> {
  const subject = subjectOf(backup);
  if ((await stores.alerts.lockOpen(subject.subjectType, subject.subjectId, KIND)) === undefined) return;
  if (await stores.verifications.isAnyDamaged(backup)) return;
  await settleAlert(
    stores,
    { ...subject, kind: KIND, reason: 'no backup is known to be damaged' },
    { at, actor },
  );
}

function subjectOf(backup: About): { readonly subjectType: AlertSubject; readonly subjectId: string } {
  return backup.scheduleId === null
    ? { subjectType: 'BackupLocation', subjectId: backup.locationId }
    : { subjectType: 'BackupSchedule', subjectId: backup.scheduleId };
}
