/**
 * Frames of a small namespace have a few hundred bytes: the store gets them by the batch, not one write each. They are
 * copied at once, because what the compressor gives lies in memory several times as large.
 */
const BATCH_BYTES = 256 * 1024;

/**
 * Hands compressed frames from several readers to the one writer of the store, first in, first out. Holds at most about
 * `capacity` bytes: who pushes more waits until the store has taken some (back-pressure).
 */
export class FrameQueue implements AsyncIterable<Buffer> {
  /** Bytes accepted so far: the offset of the next frame in the file. */
  accepted = 0;
  /** Frames accepted so far: the number of the next one. */
  frames = 0;
  #waiting = 0;
  #closed = false;
  #failure: { readonly error: unknown } | undefined;
  readonly #full: Buffer[] = [];
  #filling = Buffer.allocUnsafeSlow(BATCH_BYTES);
  #filled = 0;
  #roomFreed: (() => void)[] = [];
  #frameArrived: (() => void) | undefined;

  /** @param capacity in bytes; at least a batch fits in any case */
  constructor(private readonly capacity: number = 4 * 1024 * 1024) {}

  /** Resolves when the queue has room for the next frame. The frame's place in the file is fixed at once. @throws what `fail` was given */
  async push(frame: Buffer): Promise<void> {
    this.throwIfFailed();
    if (this.#closed) throw new RangeError('the queue is closed');
    this.#add(frame);
    this.accepted += frame.length;
    this.frames += 1;
    this.#waiting += frame.length;
    this.#frameArrived?.();
    while (this.#waiting > Math.max(this.capacity, BATCH_BYTES)) {
      await new Promise<void>((resolve) => this.#roomFreed.push(resolve));
      this.throwIfFailed();
    }
  }

  /** No frame follows: the iteration ends after those that wait. */
  close(): void {
    this.#closed = true;
    this.#frameArrived?.();
  }

  /** The iteration and everyone who pushes end with this error. The first call counts. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#frameArrived?.();
    this.#freeRoom();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
    for (;;) {
      this.throwIfFailed();
      if (this.#closed) this.#seal();
      const batch = this.#full.shift();
      if (batch !== undefined) {
        yield batch;
        this.#waiting -= batch.length;
        this.#freeRoom();
      } else if (this.#closed) return;
      else {
        await new Promise<void>((resolve) => {
          this.#frameArrived = resolve;
        });
      }
    }
  }

  #add(frame: Buffer): void {
    if (this.#filled + frame.length > BATCH_BYTES) this.#seal();
    if (frame.length > BATCH_BYTES) this.#full.push(frame);
    else {
      frame.copy(this.#filling, this.#filled);
      this.#filled += frame.length;
    }
  }

  #seal(): void {
    if (this.#filled === 0) return;
    this.#full.push(this.#filling.subarray(0, this.#filled));
    this.#filling = Buffer.allocUnsafeSlow(BATCH_BYTES);
    this.#filled = 0;
  }

  /** @throws what `fail` was given */
  throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #freeRoom(): void {
    const waiters = this.#roomFreed;
    this.#roomFreed = [];
    for (const resolve of waiters) resolve();
  }
}
