import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { FrameEntry } from './frame-index.js';
import { isObject } from './json-object.js';

const decompress = promisify(zstdDecompress);
const NEWLINE = 0x0a;
/** Whatever an index says: no frame is unpacked beyond this. */
const MAX_RAW_BYTES = 128 * 1024 * 1024;
/** One faulty frame must not fill the list of damages by itself. */
const MAX_PER_FRAME = 5;

export interface FrameFinding {
  readonly objects: number;
  readonly damages: readonly string[];
}

/** Unpacks one frame and holds it against its entry in the index: digest, length, count, and every object in it. */
export async function frameDamages(stored: Buffer, entry: FrameEntry): Promise<FrameFinding> {
  const name = `the frame at byte ${entry.offset} (${entry.resource} in ${entry.namespace || 'the cluster'})`;
  const raw = await unpack(stored, entry);
  if (raw === undefined) return { objects: 0, damages: [`${name} cannot be unpacked.`] };
  const damages: string[] = [];
  if (raw.length !== entry.rawLength)
    damages.push(`${name} has ${raw.length} bytes, not ${entry.rawLength}.`);
  if (hash('sha256', raw, 'hex') !== entry.sha256)
    damages.push(`${name} has another SHA-256 than its index says.`);
  let objects = 0;
  for (let start = 0; start < raw.length; ) {
    const newline = raw.indexOf(NEWLINE, start);
    const end = newline < 0 ? raw.length : newline;
    objects++;
    const damage = objectDamage(raw.toString('utf8', start, end), entry);
    if (damage !== undefined && damages.length < MAX_PER_FRAME)
      damages.push(`${name}: object ${objects} ${damage}.`);
    start = end + 1;
  }
  if (objects !== entry.objects) damages.push(`${name} holds ${objects} objects, not ${entry.objects}.`);
  return { objects, damages };
}

async function unpack(stored: Buffer, { rawLength }: FrameEntry): Promise<Buffer | undefined> {
  try {
    return await decompress(stored, { maxOutputLength: Math.min(Math.max(rawLength, 1), MAX_RAW_BYTES) });
  } catch {
    return undefined;
  }
}

function objectDamage(line: string, { kind, groupVersion, namespace }: FrameEntry): string | undefined {
  let object: unknown;
  try {
    object = JSON.parse(line);
  } catch {
    return 'does not parse';
  }
  if (!isObject(object) || !isObject(object.metadata)) return 'is no Kubernetes object';
  const { name, namespace: within = '' } = object.metadata;
  if (typeof name !== 'string' || name === '') return 'has no name';
  if (object.kind !== kind || object.apiVersion !== groupVersion)
    return 'is of another kind than its index says';
  return within === namespace ? undefined : 'is of another namespace than its index says';
}
