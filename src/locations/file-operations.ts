import { type BigIntStats, constants } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';

/** dev and ino as bigint: NFS, XFS and ZFS give inodes past 2^53. */
export type FileFacts = Pick<
  BigIntStats,
  'dev' | 'ino' | 'size' | 'mtimeMs' | 'isFile' | 'isDirectory' | 'isSymbolicLink'
>;

export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface OpenFile {
  /** Appends `length` bytes of `bytes` from `offset`; may write fewer. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  read(
    into: Uint8Array,
    range: { readonly length: number; readonly position: number },
  ): Promise<{ readonly bytesRead: number }>;
  sync(): Promise<void>;
  stat(): Promise<FileFacts>;
  close(): Promise<void>;
}

/** All that a location does to a disk. A test hands in one that fails as disks do. */
export interface FileOperations {
  open(path: string, flags: number, mode?: number): Promise<OpenFile>;
  link(existing: string, path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string, mode: number): Promise<void>;
  rmdir(path: string): Promise<void>;
  lstat(path: string): Promise<FileFacts>;
  readdir(path: string): Promise<readonly FolderEntry[]>;
  realpath(path: string): Promise<string>;
  /** Bytes that this process may still write there. */
  freeBytes(path: string): Promise<bigint>;
}

export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

// Windows knows neither flag.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
/** O_NONBLOCK: opening a named pipe that somebody left there would wait for ever; files do not care. */
export const READ_FLAGS = constants.O_RDONLY | NO_FOLLOW | (constants.O_NONBLOCK ?? 0);
export const CREATE_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW;

export const nodeFiles: FileOperations = {
  open: async (path, flags, mode) => openFile(await fs.open(path, flags, mode)),
  link: (existing, path) => fs.link(existing, path),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
  mkdir: async (path, mode) => void (await fs.mkdir(path, { mode })),
  rmdir: (path) => fs.rmdir(path),
  lstat: (path) => fs.lstat(path, { bigint: true }),
  readdir: (path) => fs.readdir(path, { withFileTypes: true }),
  realpath: (path) => fs.realpath(path),
  freeBytes: async (path) => {
    const { bavail, bsize } = await fs.statfs(path, { bigint: true });
    return bavail * bsize;
  },
};

function openFile(handle: FileHandle): OpenFile {
  return {
    write: (bytes, offset, length) => handle.write(bytes, offset, length, null),
    read: (into, { length, position }) => handle.read(into, 0, length, position),
    sync: () => handle.sync(),
    stat: () => handle.stat({ bigint: true }),
    close: () => handle.close(),
  };
}
