import type { NamespaceProgress, ProgressReport } from '../../domain/ports/backup-engine.js';
import { type ApiKind, resourceName } from './api-kind.js';
import type { FrameEntry, VoidFrame } from './frame-index.js';
import type { FrameQueue } from './frame-queue.js';
import type { FrameSeal } from './frame-seal.js';
import { writeFrame } from './frame-writer.js';
import type { ListedObject } from './listed-object.js';
import { NdjsonChunk } from './ndjson-chunk.js';
import { turns } from './turns.js';

/** Sees the NDJSON of every frame before it is packed. */
export type FrameObserver = (kind: ApiKind, namespace: string, ndjson: Buffer) => void;

/** What one capture has written so far, over all its lists. */
export class CaptureOutput {
  readonly frames: FrameEntry[] = [];
  readonly voids: VoidFrame[] = [];
  readonly byNamespace: Map<string, NamespaceProgress>;

  constructor(
    namespaces: Iterable<string>,
    private readonly to: {
      readonly queue: FrameQueue;
      readonly seal: FrameSeal;
      readonly report: ProgressReport;
      readonly observe: FrameObserver;
    },
  ) {
    this.byNamespace = new Map([...namespaces].map((name) => [name, { objects: 0, bytes: 0 }]));
  }

  async write(kind: ApiKind, namespace: string, chunk: NdjsonChunk): Promise<FrameEntry> {
    await turns.next();
    const { objects } = chunk;
    this.to.observe(kind, namespace, chunk.bytes());
    const written = await writeFrame(this.to.queue, this.to.seal, chunk.bytes());
    const { groupVersion } = kind;
    const entry = {
      resource: resourceName(kind),
      groupVersion,
      kind: kind.kind,
      namespace,
      objects,
      ...written,
    };
    this.#count(entry, 1);
    return entry;
  }

  keep(entries: readonly FrameEntry[]): void {
    for (const entry of entries) this.frames.push(entry);
  }

  /** The frames are in the file and do not count: their list begins again. */
  discard(entries: readonly FrameEntry[]): void {
    for (const entry of entries) {
      this.voids.push([entry.offset, entry.length]);
      this.#count(entry, -1);
    }
  }

  progress(): void {
    this.to.report(new Map(this.byNamespace));
  }

  #count({ namespace, objects, rawLength }: FrameEntry, sign: 1 | -1): void {
    const before = this.byNamespace.get(namespace) ?? { objects: 0, bytes: 0 };
    this.byNamespace.set(namespace, {
      objects: before.objects + sign * objects,
      bytes: before.bytes + sign * rawLength,
    });
  }
}

/** Writes the objects of one kind, list after list; a list counts once it is kept, and can be taken back until then. */
export class KindWriter {
  objects = 0;
  bytes = 0;
  #namespace = '';
  #entries: FrameEntry[] = [];
  readonly #chunk: NdjsonChunk;

  constructor(
    private readonly output: CaptureOutput,
    private readonly kind: ApiKind,
  ) {
    this.#chunk = new NdjsonChunk(kind);
  }

  /** Objects of one page, gathered by namespace first: an unsorted list makes no more frames than it has to. */
  async addPage(objects: readonly ListedObject[]): Promise<void> {
    if (objects.length === 0) return;
    const byNamespace = Map.groupBy(objects, ({ namespace }) => namespace);
    for (const [namespace, members] of byNamespace) {
      if (namespace !== this.#namespace) await this.#flush();
      this.#namespace = namespace;
      for (const object of members) {
        if (this.#chunk.overflows(object)) await this.#flush();
        this.#chunk.append(object);
      }
    }
    this.output.progress();
  }

  /** What was added since the last `keep` does not count. */
  takeBack(): void {
    this.#chunk.clear();
    this.output.discard(this.#entries);
    this.#entries = [];
  }

  async keep(): Promise<void> {
    await this.#flush();
    this.output.keep(this.#entries);
    for (const { objects, rawLength } of this.#entries) {
      this.objects += objects;
      this.bytes += rawLength;
    }
    this.#entries = [];
    this.output.progress();
  }

  async #flush(): Promise<void> {
    if (this.#chunk.objects === 0) return;
    this.#entries.push(await this.output.write(this.kind, this.#namespace, this.#chunk));
    this.#chunk.clear();
  }
}
