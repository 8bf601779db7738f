/**
 * Shoots that the garden shows as they are known: nearly all of them, in nearly every run. All that is written of them is that they were
 * seen, many in one statement.
 */
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { type DiscoveredShoot, isAsKnown, type ObservedShoot } from '../domain/shoot.js';

const IN_ONE_STATEMENT = 250;

export interface KnownShoot {
  readonly shoot: ObservedShoot;
  readonly known: DiscoveredShoot;
}

export interface SeenAgain {
  readonly discoveryId: string;
  readonly at: Date;
  readonly work: Pick<UnitOfWork, 'stores'>;
  /** In a transaction that holds the run's lease. */
  readonly write: (change: (stores: Stores) => Promise<void>) => Promise<void>;
}

/** @returns the UIDs of those that were written; the others have changed, and are looked at one by one */
export async function seeAgain(
  pairs: readonly KnownShoot[],
  { discoveryId, at, work, write }: SeenAgain,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let from = 0; from < pairs.length; from += IN_ONE_STATEMENT) {
    const some = pairs.slice(from, from + IN_ONE_STATEMENT);
    const clusters = await work.stores.clusters.findMany(some.map(({ known }) => known.id));
    const labels = new Map(clusters.map((each) => [each.id, each.labels]));
    const same = some.filter(({ shoot, known }) => {
      const present = labels.get(known.id);
      return present !== undefined && isAsKnown(shoot, known, present);
    });
    if (same.length === 0) continue;
    const uids = new Map(same.map(({ known }) => [known.id, known.uid]));
    const shoots = same.map(({ known: { id, hibernated } }) => ({ id, hibernated }));
    let written: readonly string[] = [];
    await write(async (stores) => {
      written = await stores.shoots.seeAgain(discoveryId, shoots, at);
    });
    for (const id of written) seen.add(uids.get(id) ?? '');
  }
  return seen;
}
