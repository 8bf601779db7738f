/** What lies in object storage, by bucket and key: shared by the clusters of a test, as real buckets are. Source: facts 2.1. */
export class StorkBuckets {
  readonly #buckets = new Map<string, Map<string, string>>();

  /** An empty bucket; one that is there stays as it is. */
  make(name: string): Map<string, string> {
    const bucket = this.#buckets.get(name) ?? new Map<string, string>();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  remove(name: string): void {
    this.#buckets.delete(name);
  }

  find(name: string): Map<string, string> | undefined {
    return this.#buckets.get(name);
  }

  keys(name: string): readonly string[] {
    return [...(this.#buckets.get(name)?.keys() ?? [])].sort();
  }

  deleteBelow(name: string, prefix: string): void {
    const bucket = this.#buckets.get(name);
    for (const key of bucket?.keys() ?? []) if (key.startsWith(prefix)) bucket?.delete(key);
  }
}
