import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { isObject } from './json-object.js';

/** Where one frame lies, and what is in it. */
export interface FrameEntry {
  /** `<resource>` or `<resource>.<group>`. */
  readonly resource: string;
  readonly groupVersion: string;
  readonly kind: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly objects: number;
  /** Bytes in the file. */
  readonly offset: number;
  readonly length: number;
  /** Bytes of the NDJSON in it, and their SHA-256 in hex. */
  readonly rawLength: number;
  readonly sha256: string;
}

/** A frame that does not count: its list began again after it was written. */
export type VoidFrame = readonly [offset: number, length: number];

export interface FrameIndex {
  /** By resource, namespace and offset. */
  readonly frames: readonly FrameEntry[];
  readonly voids: readonly VoidFrame[];
}

const INDEX_FORMAT = 'holdfast-index';
const INDEX_VERSION = 1;
/** A hundred bytes per frame: room for two million frames. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;

/** How every zstd frame begins (RFC 8878, 3.1.1). */
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/**
 * `index.json.zst`: one zstd frame of `{format, version, kinds: [[resource, groupVersion, kind]], frames: [[kind's place,
 * namespace, objects, offset, length, rawLength, sha256]], voids: [[offset, length]]}`. The same frames give the same bytes.
 */
export async function encodeIndex({ frames, voids }: FrameIndex): Promise<Buffer> {
  const sorted = [...frames].sort(inIndexOrder);
  const places = new Map<string, number>();
  const kinds: string[][] = [];
  const rows = sorted.map((each) => {
    const key = `${each.resource} ${each.groupVersion} ${each.kind}`;
    let place = places.get(key);
    if (place === undefined) {
      place = kinds.push([each.resource, each.groupVersion, each.kind]) - 1;
      places.set(key, place);
    }
    return [place, each.namespace, each.objects, each.offset, each.length, each.rawLength, each.sha256];
  });
  const text = JSON.stringify({
    format: INDEX_FORMAT,
    version: INDEX_VERSION,
    kinds,
    frames: rows,
    voids: [...voids].sort((left, right) => left[0] - right[0]),
  });
  return await compress(Buffer.from(`${text}\n`), { params: { [constants.ZSTD_c_compressionLevel]: 3 } });
}

/** @throws BadIndex with one sentence on what is wrong */
export async function decodeIndex(stored: Buffer): Promise<FrameIndex> {
  const parsed = await parse(stored);
  if (!isObject(parsed) || parsed.format !== INDEX_FORMAT)
    throw new BadIndex('the index is no Holdfast index');
  if (parsed.version !== INDEX_VERSION) {
    throw new BadIndex(`the index has version ${JSON.stringify(parsed.version)} and this Holdfast reads 1`);
  }
  const { kinds, frames, voids } = parsed;
  if (!Array.isArray(kinds) || !kinds.every(isKindRow)) throw new BadIndex('the index has a malformed kind');
  if (!Array.isArray(frames) || !Array.isArray(voids)) throw new BadIndex('the index lists no frames');
  if (!voids.every(isVoidRow)) throw new BadIndex('the index has a malformed void frame');
  return { frames: frames.map((row: unknown) => frameOf(row, kinds)), voids };
}

/** The index cannot be used. */
export class BadIndex extends Error {
  override readonly name = 'BadIndex';
}

async function parse(stored: Buffer): Promise<unknown> {
  try {
    const raw = await decompress(stored, { maxOutputLength: MAX_INDEX_BYTES });
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch (error) {
    const sealed = stored.subarray(0, ZSTD_MAGIC.length).equals(ZSTD_MAGIC)
      ? ''
      : ': it was damaged, or it is encrypted and the manifest does not say so';
    throw new BadIndex(`the index cannot be unpacked and parsed${sealed}`, { cause: error });
  }
}

type KindRow = readonly [resource: string, groupVersion: string, kind: string];

function isKindRow(row: unknown): row is KindRow {
  return Array.isArray(row) && row.length === 3 && row.every((each) => typeof each === 'string');
}

function isVoidRow(row: unknown): row is VoidFrame {
  return Array.isArray(row) && row.length === 2 && row.every(isCount);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function frameOf(row: unknown, kinds: readonly KindRow[]): FrameEntry {
  if (Array.isArray(row) && row.length === 7) {
    const [place, namespace, objects, offset, length, rawLength, sha256] = row as readonly unknown[];
    const kindRow = isCount(place) ? kinds[place] : undefined;
    if (
      kindRow !== undefined &&
      typeof namespace === 'string' &&
      typeof sha256 === 'string' &&
      isCount(objects) &&
      isCount(offset) &&
      isCount(length) &&
      isCount(rawLength)
    ) {
      const [resource, groupVersion, kind] = kindRow;
      return { resource, groupVersion, kind, namespace, objects, offset, length, rawLength, sha256 };
    }
  }
  throw new BadIndex('the index has a malformed frame');
}

/** Code units, not a locale: the order must be the same on every machine. */
function inIndexOrder(left: FrameEntry, right: FrameEntry): number {
  if (left.resource !== right.resource) return left.resource < right.resource ? -1 : 1;
  if (left.namespace !== right.namespace) return left.namespace < right.namespace ? -1 : 1;
  return left.offset - right.offset;
}
