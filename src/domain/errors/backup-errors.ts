/** Why a backup is not deleted, or not brought back. */

import { DomainError } from './domain-error.js';

/** Object lock: nobody can delete it before, by whatever means. */
export class ObjectLocked extends DomainError<{ backupId: string; lockedUntil: string }> {
  readonly code = 'OBJECT_LOCKED';
  constructor(backupId: string, name: string, lockedUntil: Date) {
    const until = lockedUntil.toISOString();
    super(`${name} is locked in its location and cannot be deleted before ${until}.`, {
      backupId,
      lockedUntil: until,
    });
  }
}

const NAMES_SHOWN = 20;

/** The details have all names. */
export class LastCopyUnconfirmed extends DomainError<{
  backupId: string;
  namespaces: readonly string[];
  /** `shop/db` */
  virtualMachines: readonly string[];
}> {
  readonly code = 'LAST_COPY';
  constructor(
    backupId: string,
    name: string,
    {
      namespaces,
      virtualMachines,
    }: { readonly namespaces: readonly string[]; readonly virtualMachines: readonly string[] },
  ) {
    const what = [
      ...(namespaces.length > 0 ? [someOf(namespaces)] : []),
      ...(virtualMachines.length > 0
        ? [`the virtual machine${virtualMachines.length > 1 ? 's' : ''} ${someOf(virtualMachines)}`]
        : []),
    ].join(', and of ');
    super(`${name} holds the only intact copy of ${what}: deleting it needs confirmation.`, {
      backupId,
      namespaces,
      virtualMachines,
    });
  }
}

function someOf(names: readonly string[]): string {
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${more}`;
}

export class BackupVanished extends DomainError<{ backupId: string; vanishedAt: string }> {
  readonly code = 'BACKUP_VANISHED';
  constructor(backupId: string, vanishedAt: Date) {
    super(vanishedSince(vanishedAt), { backupId, vanishedAt: vanishedAt.toISOString() });
  }
}

export function vanishedSince(at: Date): string {
  return `A sync of ${at.toISOString()} did not find its data in the location any more.`;
}

/** Of a backup that a sync listed. */
export class MadeElsewhere extends DomainError<{ backupId: string }> {
  readonly code = 'MADE_ELSEWHERE';
}
