/** What a backup would hold if it began now, as people read it. */
import type { PlanBackupQuery } from '../../client/generated/graphql.js';
import { list } from '../output/format.js';
import { facts } from '../output/table.js';

type Plan = PlanBackupQuery['planBackup'];

export function describePlan({ included, missing, unlisted }: Plan): string {
  return facts([
    ['would include', list(included.map(({ name }) => name))],
    ['would miss', list(missing.map(({ name, reason }) => `${name} (${reason})`))],
    ['not asked for', list(unlisted)],
  ]);
}

/** Of virtual machines; the namespaces that are gone belong to it, those beside do not. */
export function describeMachinePlan({ virtualMachines, missing }: Plan): string {
  if (virtualMachines === null) return '';
  const named = ({ namespace, name }: { readonly namespace: string; readonly name: string }) =>
    `${namespace}/${name}`;
  const told = facts([
    ['would include', list(virtualMachines.included.map((each) => `${named(each)} (${each.state})`))],
    ['not there', list(virtualMachines.missing.map(named))],
    ['namespaces that it would miss', list(missing.map(({ name, reason }) => `${name} (${reason})`))],
  ]);
  return virtualMachines.served ? told : `${told}\nThe cluster has no KubeVirt.`;
}
