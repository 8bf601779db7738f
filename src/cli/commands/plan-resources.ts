/** "backup plan --resources": what would be kept, and which rule leaves the rest out. */
import {
  type PlanBackupInput,
  PlanResourcesDocument,
  type PlanResourcesQuery,
} from '../../client/generated/graphql.js';
import { count } from '../output/format.js';
import { plain } from '../output/plain.js';
import { section, table } from '../output/table.js';
import type { Session } from '../session.js';

type Resources = NonNullable<PlanResourcesQuery['planBackup']['resources']>;

export async function planResources(session: Session, input: PlanBackupInput) {
  const { planBackup } = await session.ask(PlanResourcesDocument, { input });
  return planBackup;
}

export function describeResources(resources: Resources | null): string {
  if (resources === null) return '\nThe cluster does not say what it holds.';
  const { kinds, leftOutKinds, unknownKinds, unreadable, complete } = resources;
  return [
    section('Resources', kindTable(kinds)),
    section('Kinds that are not read', leftOutTable(leftOutKinds)),
    section('Could not be read', unreadableTable(unreadable)),
    unknownKinds.length === 0 ? '' : `\nThe cluster has no kind called ${plain(unknownKinds.join(', '))}.`,
    complete ? '' : '\nThere is more than was looked at: the counts are of a part.',
    '\nCluster-scoped objects that these use come along; they are not counted here.',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function kindTable(kinds: Resources['kinds']): string {
  if (kinds.length === 0) return 'nothing';
  return table(
    ['RESOURCE', 'KEPT', 'LEFT OUT', 'BY'],
    kinds.map(({ resource, kept, leftOut }) => [
      resource,
      count(kept),
      count(leftOut.reduce((sum, { objects }) => sum + objects, 0)),
      leftOut.map(({ rule, objects }) => `${rule} ${objects}`).join(', '),
    ]),
  );
}

function unreadableTable(unreadable: Resources['unreadable']): string {
  if (unreadable.length === 0) return '';
  return table(
    ['RESOURCE', 'WHY'],
    unreadable.map(({ resource, message }) => [resource, message]),
  );
}

function leftOutTable(kinds: Resources['leftOutKinds']): string {
  if (kinds.length === 0) return '';
  const rules = Map.groupBy(kinds, ({ rule }) => rule);
  return table(
    ['RULE', 'KINDS', 'WHY'],
    [...rules].map(([rule, each]) => [
      rule,
      each.map(({ resource }) => resource).join(', '),
      each[0]?.reason ?? '',
    ]),
  );
}
