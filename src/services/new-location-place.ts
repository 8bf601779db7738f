/** Where a location that somebody asks for will be: read from the input, and every fault of it named at once. */
import { join } from 'node:path';
import type { BackupLocation } from '../domain/backup-location.js';
import type { FieldFault } from '../domain/errors.js';
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
  readonly path?: string;
  readonly s3?: NewS3Location;
  readonly labels: Labels;
}

export interface NewPlace extends Pick<BackupLocation, 'kind' | 'path' | 's3'> {
  readonly keys: S3Keys | null;
}

/** @throws InvalidInput with every fault of the whole input */
export async function placeOf(asked: AskedPlace, ports: PlacePorts): Promise<NewPlace> {
  const { name, labels, path, s3 } = asked;
  const nameFault = nameFaults('name', name);
  const textFaults = [...nameFault, ...labelFaults('labels', labels)];
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
  refuse(textFaults, read.faults, await locations.placeFaults({ kind, path, s3: read.settings }));
  return read;
}

async function bucketOf(
  s3: NewS3Location,
  folder: string | undefined,
  textFaults: readonly FieldFault[],
  { stores, locations }: PlacePorts,
): Promise<NewPlace> {
  const both = [{ path: 'path', message: 'A location is a folder or a bucket: give path or s3.' }];
  const { settings, keys, faults } = readNewS3(s3);
  const place = { kind: 'S3', path: s3Path(settings), s3: settings } as const;
  refuse(
    textFaults,
    folder === undefined ? [] : both,
    faults,
    await locations.placeFaults(place),
    overlapFaults(settings, await stores.locations.all()),
  );
  return { ...place, keys };
}

/** The very same place is not among them: that its path is taken says more. */
function overlapFaults(settings: S3Settings, others: readonly BackupLocation[]): FieldFault[] {
  const other = others.find(
    ({ s3 }) => s3 !== null && s3.prefix !== settings.prefix && overlap(s3, settings),
  );
  if (other === undefined) return [];
  const message = `The location ${JSON.stringify(other.name)} is at ${other.path}: neither prefix may lie in the other.`;
  return [{ path: 's3.prefix', message }];
}
