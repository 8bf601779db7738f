import { objectsIn } from '../json-object.js';
import type { SnapshotApi } from './snapshot-api.js';
import { mapAt, textAt } from './snapshot-objects.js';

const PATH = '/apis/storage.k8s.io/v1/storageclasses';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Which driver the storage classes of a cluster are of, asked once. */
export class StorageClasses {
  #provisioners: Promise<ReadonlyMap<string | null, string>> | undefined;

  constructor(private readonly api: SnapshotApi) {}

  /** @param name null: the default class. @returns undefined when there is no such class. @throws ClusterCallFailed */
  async provisionerOf(name: string | null): Promise<string | undefined> {
    this.#provisioners ??= this.#ask();
    return (await this.#provisioners).get(name);
  }

  async #ask(): Promise<ReadonlyMap<string | null, string>> {
    const list = await this.api.find(PATH);
    const provisioners = new Map<string | null, string>();
    for (const each of objectsIn(list?.items)) {
      const metadata = mapAt(each, 'metadata');
      const provisioner = textAt(each, 'provisioner') ?? '';
      provisioners.set(textAt(metadata, 'name') ?? '', provisioner);
      if (textAt(mapAt(metadata, 'annotations'), DEFAULT_CLASS) === 'true')
        provisioners.set(null, provisioner);
    }
    return provisioners;
  }
}
