import { type FileOperations, nodeFiles, type OpenFile } from '../../src/locations/file-operations.js';

export interface FileCall {
  readonly operation: keyof FileOperations | keyof OpenFile;
  readonly path: string;
  /** How many calls of this operation there were, this one included. */
  readonly count: number;
}

/** Real files, until `before` throws or waits. Throw `errno('ENOSPC')` to fail as a disk does. */
export class FaultyFiles implements FileOperations {
  before: (call: FileCall) => void | Promise<void> = () => {};
  /** A write takes no more bytes than this at once. */
  largestWrite = Number.POSITIVE_INFINITY;
  readonly calls: FileCall[] = [];

  async open(path: string, flags: number, mode?: number): Promise<OpenFile> {
    await this.#call('open', path);
    const file = await nodeFiles.open(path, flags, mode);
    return {
      write: async (bytes, offset, length) => {
        await this.#call('write', path);
        return file.write(bytes, offset, Math.min(length, this.largestWrite));
      },
      read: async (into, range) => {
        await this.#call('read', path);
        return file.read(into, range);
      },
      sync: async () => {
        await this.#call('sync', path);
        return file.sync();
      },
      stat: async () => {
        await this.#call('stat', path);
        return file.stat();
      },
      close: async () => {
        await file.close();
        await this.#call('close', path);
      },
    };
  }

  async link(existing: string, path: string): Promise<void> {
    await this.#call('link', path);
    return nodeFiles.link(existing, path);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#call('rename', to);
    return nodeFiles.rename(from, to);
  }

  async unlink(path: string): Promise<void> {
    await this.#call('unlink', path);
    return nodeFiles.unlink(path);
  }

  async mkdir(path: string, mode: number): Promise<void> {
    await this.#call('mkdir', path);
    return nodeFiles.mkdir(path, mode);
  }

  async rmdir(path: string): Promise<void> {
    await this.#call('rmdir', path);
    return nodeFiles.rmdir(path);
  }

  async lstat(path: string) {
    await this.#call('lstat', path);
    return nodeFiles.lstat(path);
  }

  async readdir(path: string) {
    await this.#call('readdir', path);
    return nodeFiles.readdir(path);
  }

  async realpath(path: string): Promise<string> {
    await this.#call('realpath', path);
    return nodeFiles.realpath(path);
  }

  async freeBytes(path: string): Promise<bigint> {
    await this.#call('freeBytes', path);
    return nodeFiles.freeBytes(path);
  }

  async #call(operation: FileCall['operation'], path: string): Promise<void> {
    const count = this.calls.filter((call) => call.operation === operation).length + 1;
    const call = { operation, path, count };
    this.calls.push(call);
    await this.before(call);
  }
}

export function errno(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** Waits for ever: a share whose server is gone. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}
