import { type FileOperations, READ_FLAGS } from './file-operations.js';
import { FileFault } from './guarded-files.js';

const CHUNK = 256 * 1024;

/** The bytes of a regular file, or `length` of them from `offset`. A file that shrinks meanwhile is a fault, not an end. */
export async function* readFile(
  files: FileOperations,
  path: string,
  { offset = 0, length = Number.POSITIVE_INFINITY }: { offset?: number; length?: number } = {},
): AsyncGenerator<Uint8Array, void> {
  const file = await files.open(path, READ_FLAGS);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new FileFault('open', path, 'ENOENT');
    const end = Math.min(Number(facts.size), offset + length);
    for (let position = offset; position < end; ) {
      const wanted = Math.min(CHUNK, end - position);
      const chunk = Buffer.allocUnsafe(wanted);
      const { bytesRead } = await file.read(chunk, { length: wanted, position });
      if (bytesRead === 0) throw new FileFault('read', path, 'EIO', { cause: 'the file became shorter' });
      yield chunk.subarray(0, bytesRead);
      position += bytesRead;
    }
  } finally {
    // What was read is read: a close that fails changes nothing.
    await file.close().catch(() => {});
  }
}
