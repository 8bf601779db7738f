/** One thing that went wrong in a cycle. The state of a backup is decided from its issues, never from logs. */

/** What an issue does to the backup's state: the worst one wins. */
export type IssueEffect = 'FAILURE' | 'PARTIAL_SUCCESS' | 'NOTE';

export const ISSUE_CATALOG = {
  NAMESPACE_MISSING: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'requested, but absent or Terminating when the backup began',
  },
  NAMESPACE_LOST: {
    effect: 'FAILURE',
    meaning: 'vanished, began to terminate or was re-created during the backup',
  },
  NOTHING_PRESENT: {
    effect: 'FAILURE',
    meaning: 'none of the requested namespaces exists: nothing was uploaded',
  },
  NOTHING_CAPTURED: { effect: 'FAILURE', meaning: 'nothing could be read from the namespaces that exist' },
  KIND_UNREADABLE: { effect: 'PARTIAL_SUCCESS', meaning: 'a kind of resource could not be read' },
  API_GROUP_BROKEN: {
    effect: 'NOTE',
    meaning: 'an API group of the cluster does not answer, so its kinds could not be looked for',
  },
  LIST_INCONSISTENT: { effect: 'NOTE', meaning: 'a list was continued after its snapshot had expired' },
  CLOSURE_UNREADABLE: {
    effect: 'NOTE',
    meaning: 'a cluster-scoped resource that the namespaces use could not be read',
  },
  VOLUME_NOT_COPIED: {
    effect: 'NOTE',
    meaning:
      'the volume claim is stored as a resource; the data in the volume is not: there is none yet, nobody asked for it, or that it is skipped was accepted',
  },
  IMPORT_FAILED: { effect: 'FAILURE', meaning: 'the backup of another program could not be read' },
  IMPORTED_INCOMPLETE: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'the program that made the imported backup could not back everything up',
  },
  CLUSTER_UNAVAILABLE: {
    effect: 'FAILURE',
    meaning: 'the cluster could not be reached or refused its credential',
  },
  CLUSTER_HIBERNATED: {
    effect: 'FAILURE',
    meaning:
      'the cluster is a Gardener shoot that was put to sleep: there was nothing to read, and nothing is wrong',
  },
  LOCATION_INVALID: { effect: 'FAILURE', meaning: 'the backup location could not be used' },
  UPLOAD_FAILED: { effect: 'FAILURE', meaning: 'the backup could not be written to its location' },
  CANCELLED: { effect: 'FAILURE', meaning: 'a person cancelled the backup' },
  ATTEMPTS_EXHAUSTED: {
    effect: 'FAILURE',
    meaning: 'every worker that took the backup up stopped before its end',
  },
  PRE_RULE_FAILED: { effect: 'FAILURE', meaning: 'a command that quiets an application failed' },
  POST_RULE_FAILED: { effect: 'FAILURE', meaning: 'a command that lets an application go on failed' },
  RULE_CONTINUED: { effect: 'NOTE', meaning: 'a command of a rule failed, and its rule says to go on' },
  FILTER_UNMATCHED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'the filter names a kind that the cluster does not serve, or no object matches it',
  },
  STORK_FAILED: { effect: 'FAILURE', meaning: 'Stork ended the backup as failed' },
  STORK_INCOMPLETE: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'Stork ended the backup as a partial success, and not for volumes or namespaces',
  },
  STORK_STALLED: {
    effect: 'FAILURE',
    meaning: 'Stork stood still: nothing of the backup changed for too long',
  },
  STORK_FOREIGN: {
    effect: 'FAILURE',
    meaning: "an instruction of that name was there already and is somebody else's: it was left as it is",
  },
  STORK_GONE: {
    effect: 'FAILURE',
    meaning: 'somebody deleted the instruction while Stork was working on it',
  },
  INTERNAL_ERROR: { effect: 'FAILURE', meaning: 'a fault of Holdfast itself: the log has the cause' },
  VOLUME_SKIPPED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'no snapshot of the volume could be asked for; its claim is stored as a resource',
  },
  VOLUME_FAILED: { effect: 'PARTIAL_SUCCESS', meaning: 'the snapshot of the volume failed' },
  VOLUMES_ALL_FAILED: { effect: 'FAILURE', meaning: 'every snapshot that was tried failed' },
  VOLUME_LOST: {
    effect: 'FAILURE',
    meaning: 'the volume claim vanished, began to terminate or was re-created during the backup',
  },
  MACHINE_MISSING: {
    effect: 'NOTE',
    meaning: 'a virtual machine that was asked for by name was not there when the backup began',
  },
  MACHINE_NOT_FROZEN: {
    effect: 'NOTE',
    meaning:
      'the file systems of a virtual machine could not be frozen: it is paused or stopped, or no guest agent answers',
  },
  MACHINE_FREEZE_FAILED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'a virtual machine could not be frozen, so its snapshots are as after a loss of power',
  },
  MACHINE_THAW_FAILED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'a virtual machine may have stayed frozen until its own time-out',
  },
  MACHINE_FAILED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'none of the volumes of a virtual machine is backed up, or it could not be read itself',
  },
  MACHINES_ALL_FAILED: { effect: 'FAILURE', meaning: 'every virtual machine failed' },
} as const satisfies Record<string, { effect: IssueEffect; meaning: string }>;
export type IssueCode = keyof typeof ISSUE_CATALOG;

export interface IssueSubject {
  readonly kind: 'NAMESPACE' | 'MACHINE' | 'RESOURCE_KIND' | 'VOLUME' | 'CLUSTER' | 'LOCATION' | 'BACKUP';
  /** The namespace's name, `<resource>.<group>`, `<namespace>/<claim>`, `<namespace>/<machine>`, or an id. */
  readonly name: string;
}

export interface Issue {
  readonly code: IssueCode;
  readonly subject: IssueSubject;
  /** One sentence without secrets. */
  readonly message: string;
}

export function issue(code: IssueCode, subject: IssueSubject, message: string): Issue {
  return { code, subject, message };
}

export function effectOf(each: Issue): IssueEffect {
  return ISSUE_CATALOG[each.code].effect;
}
