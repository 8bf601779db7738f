/** The Stork of a federated cluster: which one it is, and what it is too old for. Pure. Source: facts 0 (versions), issue 7. */

export interface StorkInstallation {
  /** `26.3.0`, of the tag of its image; null: the image is pinned by digest or carries no version. */
  readonly version: string | null;
  /** Where instructions for several namespaces must lie. */
  readonly adminNamespace: string;
  /** Namespace of its Deployment. */
  readonly namespace: string;
}

export const STORK_PREREQUISITES = [
  {
    name: 'MISSING_NAMESPACES',
    requiredVersion: '25.5.0',
    meaning:
      'Stork itself goes on without a namespace that vanished between the plan of a cycle and its beginning; an older one fails the backup',
  },
  {
    name: 'WORKLOAD_IDENTITY',
    requiredVersion: '26.3.0',
    meaning: 'Stork reaches backup locations with the workload identity of its cluster',
  },
] as const;
export type StorkPrerequisiteName = (typeof STORK_PREREQUISITES)[number]['name'];

export interface StorkPrerequisite {
  readonly name: StorkPrerequisiteName;
  readonly requiredVersion: string;
  readonly meaning: string;
  /** null: nobody can tell, for the version is not known. */
  readonly met: boolean | null;
}

export function prerequisitesOf({
  version,
}: Pick<StorkInstallation, 'version'>): readonly StorkPrerequisite[] {
  return STORK_PREREQUISITES.map((each) => ({ ...each, met: isAtLeast(version, each.requiredVersion) }));
}

/** By numbers: 25.10.0 is later than 25.5.0. What follows the numbers (`-rc1`) is no part of them. */
export function isAtLeast(version: string | null, required: string): boolean | null {
  const ours = numbersOf(version ?? '');
  const needed = numbersOf(required);
  if (ours === undefined || needed === undefined) return null;
  for (const [index, part] of needed.entries()) {
    const own = ours[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}

/** `openstorage/stork:26.3.0`, `registry:5000/px/stork:25.5.0-rc1@sha256:…` */
export function versionOfImage(image: string): string | null {
  const [named = ''] = image.split('@', 1);
  const tag = /:([^:/]+)$/.exec(named)?.[1] ?? '';
  return /^v?(\d+(?:\.\d+){1,3})(?![\w.])/.exec(tag)?.[1] ?? null;
}

function numbersOf(version: string): readonly number[] | undefined {
  const digits = /^v?(\d{1,6}(?:\.\d{1,6}){0,3})/.exec(version)?.[1];
  return digits?.split('.').map(Number);
}

/** What is taken for granted of Stork 25 and 26 though only product pages tell of it: src/engines/stork/unverified.ts. */
export const STORK_UNVERIFIED = [
  'From 25.5.0 on an ApplicationBackup lists the namespaces that it did not find in status.missingNamespaces.',
  'From 26.3.0 on a BackupLocation says in its status whether the workload identity of the cluster reaches it.',
  'It looks at a BackupLocation anew when that or an annotation of it has changed, and says when: lastValidationTime, or observedGeneration.',
] as const;
