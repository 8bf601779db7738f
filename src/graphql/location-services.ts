/** What the API asks of the services of backup locations: see services.ts. */
import type { Backup } from '../domain/backup.js';
import type { BackupLocation, LocationAccess } from '../domain/backup-location.js';
import type { Actor } from '../domain/identity.js';
import type { LocationSort } from '../domain/listing.js';
import type { Labels } from '../domain/names.js';
import type { UnreadableBackup } from '../domain/ports/backup-importer.js';
import type { LocationFilter } from '../domain/ports/backup-location-store.js';
import type { Page, SortedRequest } from '../domain/ports/stores.js';
import type { S3Checksums, S3Credentials, S3Encryption } from '../domain/s3-settings.js';
import type { VeleroBackup } from '../domain/velero.js';

/** What is asked of a bucket; the secrets in it go to the vault. */
export interface S3Request {
  readonly region?: string;
  readonly forcePathStyle?: boolean;
  readonly storageClass?: string;
  readonly sse?: { readonly mode: S3Encryption; readonly kmsKeyId?: string };
  readonly caBundle?: string;
  readonly checksums?: S3Checksums;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

export interface BackupLocationOperations {
  create(
    request: {
      readonly name: string;
      readonly access?: LocationAccess;
      readonly path?: string;
      readonly s3?: S3Request & {
        readonly bucket: string;
        readonly endpoint?: string;
        readonly prefix?: string;
        readonly allowHttp?: boolean;
        readonly credentials?: S3Credentials;
      };
      readonly labels?: Labels;
      readonly adopt?: boolean;
    },
    actor: Actor,
  ): Promise<BackupLocation>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly labels?: Labels;
      readonly s3?: S3Request;
    },
    actor: Actor,
  ): Promise<BackupLocation>;
  remove(id: string, actor: Actor): Promise<void>;
  validate(id: string, actor: Actor): Promise<BackupLocation>;
  get(id: string): Promise<BackupLocation>;
  getMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(request: SortedRequest<LocationSort>, filter?: LocationFilter): Promise<Page<BackupLocation>>;
  count(filter?: LocationFilter): Promise<number>;
}

export interface LocationRescan {
  run(
    locationId: string,
    actor: Actor,
  ): Promise<{
    readonly found: readonly Backup[];
    /** Known before, or without a manifest. */
    readonly skipped: number;
    readonly locked: readonly { readonly key: string; readonly message: string }[];
    readonly damaged: readonly { readonly key: string; readonly message: string }[];
  }>;
}

export interface VeleroOperations {
  list(
    locationId: string,
    viewer: Actor,
  ): Promise<{
    readonly backups: readonly VeleroBackup[];
    readonly unreadable: readonly UnreadableBackup[];
  }>;
  import(
    request: {
      readonly locationId: string;
      readonly veleroName: string;
      readonly clusterId: string;
      readonly targetLocationId?: string;
      readonly name?: string;
    },
    actor: Actor,
  ): Promise<Backup>;
}
