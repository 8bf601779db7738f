/** Backups of a large cluster, one after the other, for as long as something else is measured. */
import {
  ClusterNamespacesDocument,
  CreateBackupDocument,
  TypedDocumentString,
} from '../../src/client/generated/graphql.js';
import type { Place } from './alerts.js';
import type { ProductProcess } from './product-process.js';
import { until } from './until.js';

const LOOK_EVERY_MS = 100;

/** As little as can be asked: looking must not be what is measured. */
const STATE = new TypedDocumentString<
  {
    readonly backup: {
      readonly state: string;
      readonly stage: string | null;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    };
  },
  { readonly id: string }
>('query StateOfBackup($id: ID!) { backup(id: $id) { state stage startedAt finishedAt } }');

export class BackupLoad {
  private constructor(
    private readonly product: ProductProcess,
    private readonly place: Place,
    private readonly namespaces: readonly string[],
  ) {}

  static async on(product: ProductProcess, place: Place): Promise<BackupLoad> {
    const { cluster } = await product.ask(ClusterNamespacesDocument, { id: place.clusterId });
    const names = (cluster?.namespaces ?? []).map(({ name }) => name);
    return new BackupLoad(
      product,
      place,
      names.filter((name) => name.startsWith('bench-')),
    );
  }

  /** One alone. @returns seconds from its claim to its end */
  async once(): Promise<number> {
    return await this.#end(await this.#begin());
  }

  /** The work begins while objects are being read; whenever a backup ends before the work does, the next one begins. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    let goesOn = true;
    const first = await this.#begin();
    await until('a backup that reads', LOOK_EVERY_MS, async () => {
      const { backup } = await this.product.ask(STATE, { id: first });
      return backup.stage === 'RESOURCES' ? true : undefined;
    });
    const backups = (async () => {
      await this.#end(first);
      while (goesOn) await this.once();
    })();
    try {
      return await work();
    } finally {
      goesOn = false;
      await backups;
    }
  }

  async #begin(): Promise<string> {
    const { product, place, namespaces } = this;
    const input = { ...place, namespaces: [...namespaces] };
    const { createBackup } = await product.ask(CreateBackupDocument, { input });
    return createBackup.backup.id;
  }

  async #end(id: string): Promise<number> {
    const ended = await until('the end of a backup', LOOK_EVERY_MS, async () => {
      const { backup } = await this.product.ask(STATE, { id });
      return backup.state === 'IN_PROGRESS' ? undefined : backup;
    });
    if (ended.state !== 'SUCCESS') throw new Error(`the backup is ${ended.state}`);
    return (Date.parse(ended.finishedAt ?? '') - Date.parse(ended.startedAt ?? '')) / 1_000;
  }
}
