import type { RestoreProgress } from '../../../domain/ports/restore-engine.js';
import type { BackupFiles } from '../backup-files.js';
import type { FrameEntry } from '../frame-index.js';
import { turns } from '../turns.js';
import { type BackupObject, readObject } from './backup-object.js';
import { linesOf, readFrames } from './frame-reader.js';
import type { RestorePlan } from './plan.js';
import { keyOf, type Scope } from './scope.js';
import type { Tally } from './tally.js';

export interface ReadingOptions {
  readonly files: BackupFiles;
  readonly scope: Scope;
  readonly plan: RestorePlan;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly report: (progress: RestoreProgress) => void;
}

/** The objects of the scope, frame by frame, each with its place in the order of the restore; what cannot be read is told. */
export class Reading {
  #places = 0;
  /** Objects in the frames that the scope does not hold. */
  #passedOver = 0;

  constructor(private readonly options: ReadingOptions) {}

  nextPlace(): number {
    return this.#places++;
  }

  /** The Namespace objects of the scope, by their names in the backup. */
  async namespaces(): Promise<Map<string, BackupObject>> {
    const { scope, plan } = this.options;
    const found = new Map<string, BackupObject>();
    for await (const each of this.#read(plan.namespaces, ({ name }) => scope.namespaces.has(name.name))) {
      found.set(each.name.name, each);
    }
    // They are counted by name, not by frame.
    this.#passedOver = 0;
    return found;
  }

  async *objects(entries: readonly FrameEntry[]): AsyncGenerator<BackupObject, void, void> {
    const { scope, plan } = this.options;
    yield* this.#read(entries, ({ name, object }) => {
      if (name.namespace === '') return plan.wantsClusterScoped(name.resource, name.name);
      return scope.admitsObject(name, object);
    });
  }

  progress(): void {
    const { plan, tally, report } = this.options;
    report({
      stage: 'RESOURCES',
      total: Math.max(plan.objects - this.#passedOver, 0),
      counts: tally.counts(),
    });
  }

  /** Objects that were named one by one and are not in the backup. */
  tellUnmet(): void {
    const { scope, tally } = this.options;
    for (const object of scope.unmet.values()) {
      const message = 'The backup holds no such object, or none that can be read.';
      const { namespace, name } = object;
      const fate = { object, target: { namespace, name }, outcome: 'FAILED', notes: [] } as const;
      tally.add(this.nextPlace(), { ...fate, code: 'OBJECT_DAMAGED', message });
    }
  }

  async *#read(
    entries: readonly FrameEntry[],
    isWanted: (object: BackupObject) => boolean,
  ): AsyncGenerator<BackupObject, void, void> {
    const { files, scope, signal } = this.options;
    for await (const frame of readFrames(files, entries, signal)) {
      if ('damage' in frame) {
        this.#tellDamage(frame.entry, frame.damage);
        continue;
      }
      for (const line of linesOf(frame.ndjson)) {
        signal.throwIfAborted();
        const object = readObject(frame.entry, line);
        if (object === undefined)
          this.#tellDamage({ ...frame.entry, objects: 1 }, 'One of them is no object.');
        else if (isWanted(object)) {
          scope.unmet.delete(keyOf(object.name));
          yield object;
        } else {
          this.#passedOver++;
          // Whoever waits for the cluster lets others go first anyway; a thousand objects that are passed over would not.
          await turns.next();
        }
      }
    }
  }

  #tellDamage({ resource, namespace, objects }: FrameEntry, why: string): void {
    const { tally } = this.options;
    const where = namespace === '' ? 'the cluster' : namespace;
    const message = `Up to ${objects} objects, ${resource} of ${where}, could not be read. ${why}`;
    tally.count('FAILED', objects);
    tally.issue(this.nextPlace(), { code: 'OBJECT_DAMAGED', object: null, message });
  }
}
