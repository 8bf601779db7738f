/** How PostgreSQL answered a query of the stores: what it read for it, counted and not timed. */
import type { DataSource } from 'typeorm';
import { vi } from 'vitest';
import { storesOn } from '../../src/db/stores/stores-on.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import { aKeyRing } from '../factories/key-ring.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface ReadRows {
  readonly indexes: readonly string[];
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows of tables that were looked at, those that were dropped again among them. */
  readonly looked: number;
  readonly answered: number;
}

/** Of the last query that `work` sends. */
export async function readRows(
  dataSource: DataSource,
  work: (stores: Stores) => Promise<unknown>,
): Promise<ReadRows> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const sent = vi.spyOn(runner, 'query');
    await work(storesOn(runner.manager, aKeyRing()));
    const [statement = '', parameters] = sent.mock.lastCall ?? [];
    const [row] = await runner.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`, parameters);
    const plan = row['QUERY PLAN'][0].Plan as PlanNode;
    const nodes = flat(plan);
    const ofTables = nodes.filter((node) => node['Relation Name'] !== undefined);
    return {
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      scanned: ofTables
        .filter((node) => node['Node Type'].endsWith('Seq Scan'))
        .map((node) => String(node['Relation Name'])),
      looked: ofTables.map(lookedAt).reduce((sum, each) => sum + each, 0),
      answered: plan['Actual Rows'],
    };
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

function lookedAt(node: PlanNode): number {
  const dropped = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + dropped) * node['Actual Loops']);
}

function flat(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}
