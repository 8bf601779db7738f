/** What the commands of a backup's rules did, for "backup show". */
import { BackupRulesDocument, type BackupRulesQuery } from '../../client/generated/graphql.js';
import { duration } from '../output/format.js';
import { plain } from '../output/plain.js';
import { table } from '../output/table.js';
import type { Session } from '../session.js';
import { found } from './results.js';

export type RuleResults = NonNullable<BackupRulesQuery['backup']>['ruleResults'];

const LONGEST = 2_000;

export async function ruleResultsOf(session: Session, id: string): Promise<RuleResults> {
  return found((await session.ask(BackupRulesDocument, { id })).backup).ruleResults;
}

export function ruleTable(results: RuleResults): string {
  if (results.length === 0) return '';
  return table(
    ['WHEN', 'RULE', 'ACTION', 'POD', 'STATE', 'EXIT', 'TOOK', 'WHY'],
    results.map((each) => [
      each.attempt === 1 ? each.kind : `${each.kind}, attempt ${each.attempt}`,
      each.ruleName,
      String(each.action + 1),
      `${each.namespace}/${each.pod}/${each.container}`,
      each.state,
      each.exitCode === null ? '-' : String(each.exitCode),
      each.durationMs === null ? '-' : duration(each.durationMs / 1_000),
      each.message ?? '',
    ]),
  );
}

/** What commands that did not end well wrote: the end of it. */
export function ruleOutput(results: RuleResults): string {
  return results
    .filter(({ state, output }) => state !== 'SUCCEEDED' && output !== null)
    .flatMap(({ namespace, pod, output }) => {
      const said = [output?.stdout ?? '', output?.stderr ?? '']
        .filter((text) => text.trim() !== '')
        .join('\n');
      const lines = said.trimEnd().slice(-LONGEST).split('\n').map(plain);
      return said === '' ? [] : [[`${plain(namespace)}/${plain(pod)}:`, ...lines].join('\n')];
    })
    .join('\n');
}
