import { locationFailure } from './storage-fault.js';

/** Says whose folder or prefix this is. An unmounted share has none, and another bucket another. */
export const MARKER_FILE = '.holdfast-location.json';
export const MARKER_MAX_BYTES = 16 * 1024;
const FORMAT = 'holdfast-location';
const VERSION = 1;

export interface LocationMarker {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly locationId: string;
  readonly name: string;
  readonly createdAt: string;
}

export function markerText(marker: Pick<LocationMarker, 'locationId' | 'name' | 'createdAt'>): Buffer {
  return Buffer.from(`${JSON.stringify({ format: FORMAT, version: VERSION, ...marker }, null, 2)}\n`);
}

/** @throws StorageFailed MARKER_FOREIGN when it is none of ours; `place` says where it lies */
export function parseMarker(bytes: Buffer, place: string): LocationMarker {
  const marker = markerIn(bytes.toString('utf8'));
  if (marker !== null) return marker;
  throw locationFailure(
    'MARKER_FOREIGN',
    `${place} is no marker that this version of Holdfast understands: it is damaged, or a newer version made it.`,
  );
}

export function foreignMarker(place: string, marker: LocationMarker): Error {
  return locationFailure(
    'MARKER_FOREIGN',
    `${place} belongs to another backup location: its marker file ${MARKER_FILE} names ${JSON.stringify(marker.name)} (${marker.locationId}, made ${marker.createdAt}).`,
  );
}

function markerIn(text: string): LocationMarker | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMarker(value) ? value : null;
  } catch {
    return null;
  }
}

function isMarker(value: unknown): value is LocationMarker {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Partial<Record<keyof LocationMarker, unknown>> = value;
  const texts = [fields.locationId, fields.name, fields.createdAt];
  return (
    fields.format === FORMAT && fields.version === VERSION && texts.every((each) => typeof each === 'string')
  );
}
