import type { FileOperations, OpenFile } from './file-operations.js';

const HASTY_CLOSE_MS = 2_000;

export type FileOperation = keyof FileOperations | Exclude<keyof OpenFile, 'stat'>;

/** One file operation that failed: where, and the errno (`TIMEOUT` when no answer came). */
export class FileFault extends Error {
  constructor(
    readonly operation: FileOperation,
    readonly path: string,
    readonly errno: string,
    options?: ErrorOptions,
  ) {
    super(`${operation} ${path}: ${errno}`, options);
    this.name = 'FileFault';
  }
}

export function isFault(error: unknown, ...errnos: readonly string[]): error is FileFault {
  return error instanceof FileFault && errnos.includes(error.errno);
}

/** Nothing has that name. ENOTDIR: a part of the path is a file. */
export function isMissing(error: unknown): boolean {
  return isFault(error, 'ENOENT', 'ENOTDIR');
}

export interface Guard {
  /** Longest wait for one operation, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * Operations of this location that never answered. While there is one, others fail at once: each would take one
   * more of the process' few file threads, and a share that hangs would stop everything else.
   */
  readonly hung: Set<Promise<unknown>>;
  readonly signal?: AbortSignal | undefined;
}

/** The same operations, each of which ends in time: answered, failed with a `FileFault`, or thrown the reason of an abort. */
export function guardFiles(files: FileOperations, guard: Guard): FileOperations {
  const run = <T>(operation: FileOperation, path: string, start: () => Promise<T>) =>
    guarded({ operation, path, start }, guard);
  return {
    open: async (path, flags, mode) => {
      let abandoned = false;
      const opening = async () => {
        const file = await files.open(path, flags, mode);
        // Nobody waits for a file that opens too late: it would stay open for ever.
        if (abandoned) file.close().catch(ignore);
        return file;
      };
      try {
        return guardFile(await run('open', path, opening), path, guard);
      } catch (error) {
        abandoned = true;
        throw error;
      }
    },
    link: (existing, path) => run('link', path, () => files.link(existing, path)),
    rename: (from, to) => run('rename', to, () => files.rename(from, to)),
    unlink: (path) => run('unlink', path, () => files.unlink(path)),
    mkdir: (path, mode) => run('mkdir', path, () => files.mkdir(path, mode)),
    rmdir: (path) => run('rmdir', path, () => files.rmdir(path)),
    lstat: (path) => run('lstat', path, () => files.lstat(path)),
    readdir: (path) => run('readdir', path, () => files.readdir(path)),
    realpath: (path) => run('realpath', path, () => files.realpath(path)),
    freeBytes: (path) => run('freeBytes', path, () => files.freeBytes(path)),
  };
}

function guardFile(file: OpenFile, path: string, guard: Guard): OpenFile {
  const run = <T>(operation: FileOperation, start: () => Promise<T>) =>
    guarded({ operation, path, start }, guard);
  return {
    write: (bytes, offset, length) => run('write', () => file.write(bytes, offset, length)),
    read: (into, range) => run('read', () => file.read(into, range)),
    sync: () => run('sync', () => file.sync()),
    stat: () => run('lstat', () => file.stat()),
    close: () => {
      // A file is closed also when the caller was told to stop or others hang, but then nobody waits long for it.
      const inHaste = guard.signal?.aborted === true || guard.hung.size > 0;
      const timeoutMs = inHaste ? Math.min(guard.timeoutMs, HASTY_CLOSE_MS) : guard.timeoutMs;
      return guarded({ operation: 'close', path, start: () => file.close() }, { timeoutMs, hung: new Set() });
    },
  };
}

interface Attempt<T> {
  readonly operation: FileOperation;
  readonly path: string;
  readonly start: () => Promise<T>;
}

async function guarded<T>(
  { operation, path, start }: Attempt<T>,
  { timeoutMs, hung, signal }: Guard,
): Promise<T> {
  signal?.throwIfAborted();
  if (hung.size > 0) throw new FileFault(operation, path, 'TIMEOUT');
  const stopped = Promise.withResolvers<never>();
  const onAbort = () => stopped.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const attempt = start();
  // Goes on after an abort: an operation that nobody waits for any more may hang all the same.
  const timer = setTimeout(() => {
    hung.add(attempt);
    stopped.reject(new FileFault(operation, path, 'TIMEOUT'));
  }, timeoutMs);
  const settled = () => {
    clearTimeout(timer);
    hung.delete(attempt);
  };
  attempt.then(settled, settled);
  try {
    return await Promise.race([
      attempt.catch((error: unknown) => {
        throw new FileFault(operation, path, errnoOf(error), { cause: error });
      }),
      stopped.promise,
    ]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

function errnoOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'EUNKNOWN';
}

function ignore(): void {}
