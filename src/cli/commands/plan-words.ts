/** What a backup would hold if it began now, as people read it. */
import type { PlanBackupQuery } from '../../client/generated/graphql.js';
import { list } from '../output/format.js';
import { facts } from '../output/table.js';

/** What a preview of a schedule answers, too. */
type Plan = PlanBackupQuery['planBackup'];
type Machines = NonNullable<Plan['virtualMachines']>;
type Row = readonly [name: string, value: string];

export function describePlan(plan: Plan): string {
  return facts(planRows(plan, 'not asked for'));
}

/** Of virtual machines; the namespaces that are gone belong to it, those beside do not. */
export function describeMachinePlan(plan: Plan): string {
  return plan.virtualMachines === null ? '' : withoutKubeVirt(plan.virtualMachines, facts(machineRows(plan)));
}

/** @param beside what the namespaces are called that nobody asked for */
export function planRows({ included, missing, unlisted }: Plan, beside: string): readonly Row[] {
  return [
    ['would include', list(included.map(({ name }) => name))],
    ['would miss', missed(missing)],
    [beside, list(unlisted)],
  ];
}

export function machineRows({ virtualMachines, missing }: Plan): readonly Row[] {
  if (virtualMachines === null) return [];
  return [
    ['would include', list(virtualMachines.included.map((each) => `${named(each)} (${each.state})`))],
    ['not there', list(virtualMachines.missing.map(named))],
    ['namespaces that it would miss', missed(missing)],
  ];
}

export function withoutKubeVirt({ served }: Pick<Machines, 'served'>, told: string): string {
  return served ? told : `${told}\nThe cluster has no KubeVirt.`;
}

function named({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function missed(missing: Plan['missing']): string {
  return list(missing.map(({ name, reason }) => `${name} (${reason})`));
}
