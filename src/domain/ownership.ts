/** What has an owner, and how it comes to another one. Every resource has an owner: it is never nobody's. */

/** Kinds of things that somebody owns, by the words of the API. */
export const OWNED_KINDS = [
  'Cluster',
  'BackupLocation',
  'BackupSchedule',
  'Backup',
  'Restore',
  'ExecRule',
  'AlertRoute',
  'ClusterDiscovery',
] as const;
export type OwnedKind = (typeof OWNED_KINDS)[number];

export interface OwnedCount {
  readonly kind: OwnedKind;
  readonly count: number;
}
