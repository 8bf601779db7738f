import type { DataSource } from 'typeorm';
import { vi } from 'vitest';
import { storesOn } from '../../src/db/stores/stores-on.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import { aKeyRing } from '../factories/key-ring.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

export interface Explained {
  readonly indexes: readonly string[];
  readonly nodes: readonly string[];
}

/** How PostgreSQL means to answer the last query that `work` sends. */
export async function explained(
  dataSource: DataSource,
  work: (stores: Stores) => Promise<unknown>,
): Promise<Explained> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const sent = vi.spyOn(runner, 'query');
    await work(storesOn(runner.manager, aKeyRing()));
    const [statement = '', parameters] = sent.mock.lastCall ?? [];
    const [row] = await runner.query(`EXPLAIN (FORMAT JSON) ${statement}`, parameters);
    const nodes = flat(row['QUERY PLAN'][0].Plan);
    return {
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      nodes: nodes.map((node) => node['Node Type']),
    };
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

function flat(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}
