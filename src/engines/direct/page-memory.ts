import type { ReusableMemory } from '../../domain/ports/cluster-gateway.js';

/**
 * Room for nearly every page at once: memory that grows step by step leaves its smaller selves behind as garbage, and
 * what no page has touched is not in memory anyway.
 */
const PAGE_ROOM = 4 * 1024 * 1024;
/** Memory that one huge object needed is let go. */
const LARGEST_KEPT = 2 * PAGE_ROOM;

/** The memory that pages are read into, list after list. */
export class PageMemory {
  readonly #free: ReusableMemory[] = [];

  take(): ReusableMemory {
    return this.#free.pop() ?? { bytes: Buffer.allocUnsafeSlow(PAGE_ROOM) };
  }

  giveBack(memory: ReusableMemory): void {
    if (memory.bytes.length <= LARGEST_KEPT) this.#free.push(memory);
  }
}

/** What one list takes of it: the page that the consumer works on and the one on its way take turns. */
export class PageTurns {
  readonly #taken: ReusableMemory[] = [];
  #turn = 0;

  constructor(private readonly pages: PageMemory) {}

  next(): ReusableMemory {
    const memory = this.#taken[this.#turn] ?? this.pages.take();
    this.#taken[this.#turn] = memory;
    this.#turn = 1 - this.#turn;
    return memory;
  }

  /** Once, when no page is read or on its way any more. */
  giveBack(): void {
    for (const memory of this.#taken) this.pages.giveBack(memory);
  }
}
