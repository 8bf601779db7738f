import { type FieldFault, InvalidInput } from '../../domain/errors/request-errors.js';
import { createKeyFile, type KeyFile, readKeyFile } from './key-file.js';
import { KEY_BYTES, KeyRing } from './key-ring.js';

export interface KeySources {
  /** `secret.key` in the data folder. Not looked at when a key is given. */
  readonly keyFile: string;
  /** 32 bytes in base64. */
  readonly givenKey?: string;
  /** Keys that may still read what they wrote, in base64: for a rotation. */
  readonly oldKeys?: readonly string[];
  /** Whether a missing key file may be made: only where the database is our own (design 5). */
  readonly mayCreate: boolean;
  /** Whether the database holds credentials: then a missing key is a loss to mend and nothing to replace (design 5). */
  readonly ciphertextExists: boolean;
}

/** @throws InvalidInput naming every key that cannot be used, and what to do. Never quotes one. */
export async function openKeyRing(sources: KeySources): Promise<KeyRing> {
  const older = (sources.oldKeys ?? []).map((text, index) => decodeKey(`old secret key ${index + 1}`, text));
  const current =
    sources.givenKey === undefined ? await keyOfFile(sources) : decodeKey('secret key', sources.givenKey);
  const faults = [current, ...older].filter((each): each is FieldFault => !Buffer.isBuffer(each));
  if (faults.length > 0) throw new InvalidInput(faults);
  return new KeyRing(current as Buffer, older as Buffer[]);
}

function decodeKey(path: string, text: string): Buffer | FieldFault {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length === KEY_BYTES && bytes.toString('base64') === text.trim()) return bytes;
  bytes.fill(0);
  return {
    path,
    message: `is not the base64 of ${KEY_BYTES} bytes: make one with "head -c ${KEY_BYTES} /dev/urandom | base64"`,
  };
}

async function keyOfFile(sources: KeySources): Promise<Buffer | FieldFault> {
  const found = await readKeyFile(sources.keyFile);
  if (found.kind !== 'ABSENT') return keyOrFault(found);
  const { keyFile, ciphertextExists, mayCreate } = sources;
  if (ciphertextExists) {
    return fault(
      `the database holds encrypted credentials, but ${keyFile} is not there: put the file back, or give the key that they were encrypted with`,
    );
  }
  if (!mayCreate) {
    return fault(
      `with a database of your own the key is yours to keep too: give one (${KEY_BYTES} bytes in base64), or put it into ${keyFile}`,
    );
  }
  return keyOrFault(await createKeyFile(keyFile));
}

function keyOrFault(file: KeyFile): Buffer | FieldFault {
  if (file.kind === 'KEY') return file.key;
  return fault(file.kind === 'FAULT' ? file.message : 'the key file vanished while it was read');
}

function fault(message: string): FieldFault {
  return { path: 'secret key', message };
}
