/** Where a location that somebody asks for will be: read from the input, and every fault of it named at once. */
import { join } from 'node:path';
import type { BackupLocation, LocationAccess } from '../domain/backup-location.js';
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { type Labels, labelFaults, nameFaults } from '../domain/names.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { Stores } from '../domain/ports/stores.js';
import { overlap, type S3Keys, type S3Settings, s3Path } from '../domain/s3-settings.js';
import { refuse } from './faults.js';
import { type NewS3Location, type ReadS3, readNewS3, readS3Change, type S3Change } from './s3-input.js';

export interface PlacePorts {
  readonly stores: Pick<Stores, 'locations'>;
  readonly locations: Pick<LocationGateway, 'placeFaults'>;
  /** The configured parent folders; a location without a path goes below the first. */
  readonly parents: readonly string[];
}

export interface AskedPlace {
  readonly name: string;
  readonly access: LocationAccess;
  readonly path?: string;
  readonly s3?: NewS3Location;
  readonly labels: Labels;
}

export interface NewPlace extends Pick<BackupLocation, 'kind' | 'path' | 's3'> {
  readonly keys: S3Keys | null;
}

/** @throws InvalidInput with every fault of the whole input */
export async function placeOf(asked: AskedPlace, ports: PlacePorts): Promise<NewPlace> {
  const { name, labels, path, s3, access } = asked;
  const nameFault = nameFaults('name', name);
  const textFaults = [...nameFault, ...labelFaults('labels', labels)];
  if (access === 'WORKLOAD_IDENTITY') return remoteBucketOf(s3, path, textFaults);
  if (s3 !== undefined) return bucketOf(s3, path, textFaults, ports);
  const folder = path ?? join(ports.parents[0] ?? '', name);
  const place = { kind: 'FILESYSTEM', path: folder, s3: null } as const;
  const nameless = nameFault.length > 0 && path === undefined;
  refuse(textFaults, nameless ? [] : await ports.locations.placeFaults(place));
  return { ...place, keys: null };
}

/** What becomes of a bucket's settings. Null: nothing about it changes. @throws InvalidInput */
export async function changedPlace(
  location: BackupLocation,
  change: { readonly name?: string; readonly labels?: Labels; readonly s3?: S3Change },
  { locations }: Pick<PlacePorts, 'locations'>,
): Promise<ReadS3 | null> {
  const { kind, path, s3 } = location;
  const textFaults = [
    ...(change.name === undefined ? [] : nameFaults('name', change.name)),
    ...(change.labels === undefined ? [] : labelFaults('labels', change.labels)),
  ];
  if (change.s3 === undefined || s3 === null) {
    const folder = [{ path: 's3', message: 'This location is a folder.' }];
    refuse(textFaults, change.s3 === undefined ? [] : folder);
    return null;
  }
  const read = readS3Change(s3, change.s3);
  const remote = location.access === 'WORKLOAD_IDENTITY';
  refuse(
    textFaults,
    read.faults,
    remote ? remoteFaults(change.s3) : await locations.placeFaults({ kind, path, s3: read.settings }),
  );
  return read;
}

async function bucketOf(
  s3: NewS3Location,
  folder: string | undefined,
  textFaults: readonly FieldFault[],
  { stores, locations }: PlacePorts,
): Promise<NewPlace> {
  const both = [{ path: 'path', message: 'A location is a folder or a bucket: give path or s3.' }];
  const remote = [
    { path: 's3.credentials', message: 'WORKLOAD_IDENTITY goes with the access WORKLOAD_IDENTITY only.' },
  ];
  const { settings, keys, faults } = readNewS3(s3);
  const place = { kind: 'S3', path: s3Path(settings), s3: settings } as const;
  refuse(
    textFaults,
    folder === undefined ? [] : both,
    s3.credentials === 'WORKLOAD_IDENTITY' ? remote : [],
    faults,
    await locations.placeFaults(place),
    overlapFaults(settings, await stores.locations.all()),
  );
  return { ...place, keys };
}

/** Only clusters reach it, so that nothing can be said of its address but how it is written. */
function remoteBucketOf(
  s3: NewS3Location | undefined,
  folder: string | undefined,
  textFaults: readonly FieldFault[],
): NewPlace {
  if (s3 === undefined) {
    const message = 'Clusters reach a bucket with their workload identities, and no folder: give s3.';
    return refuseAll(textFaults, [{ path: 's3', message }]);
  }
  const { credentials = 'WORKLOAD_IDENTITY' } = s3;
  const { settings, faults } = readNewS3({ ...s3, credentials });
  const others = [
    ...(folder === undefined
      ? []
      : [{ path: 'path', message: 'A location is a folder or a bucket: give path or s3.' }]),
    ...(credentials === 'WORKLOAD_IDENTITY'
      ? []
      : [{ path: 's3.credentials', message: 'Only WORKLOAD_IDENTITY goes with this access.' }]),
    ...(settings.prefix === ''
      ? []
      : [{ path: 's3.prefix', message: 'Stork keeps its backups at the top of a bucket: give no prefix.' }]),
    ...remoteFaults(s3),
  ];
  refuse(textFaults, faults, others);
  return { kind: 'S3', path: s3Path(settings), s3: settings, keys: null };
}

function refuseAll(...faults: (readonly FieldFault[])[]): never {
  throw new InvalidInput(faults.flat());
}

/** What a BackupLocation of Stork's has no field for. */
function remoteFaults({ caBundle, checksums, sse }: S3Change): FieldFault[] {
  const message = 'Stork has no such setting: leave it out for a location that clusters reach themselves.';
  return [
    ...(caBundle ? [{ path: 's3.caBundle', message }] : []),
    ...(checksums === 'REQUIRED' ? [{ path: 's3.checksums', message }] : []),
    ...(sse?.kmsKeyId ? [{ path: 's3.sse.kmsKeyId', message }] : []),
  ];
}

/** The very same place is not among them: that its path is taken says more. */
function overlapFaults(settings: S3Settings, others: readonly BackupLocation[]): FieldFault[] {
  const other = others.find(
    ({ access, s3 }) =>
      access === 'CREDENTIALS' && s3 !== null && s3.prefix !== settings.prefix && overlap(s3, settings),
  );
  if (other === undefined) return [];
  const message = `The location ${JSON.stringify(other.name)} is at ${other.path}: neither prefix may lie in the other.`;
  return [{ path: 's3.prefix', message }];
}
