/** A backup with rules on a whole installation, and the pods that its commands are run in. */
import type { Product } from '../../src/compose.js';
import type { ExecAction, ExecRule, RuleKind } from '../../src/domain/exec-rule.js';
import type { RuleResult } from '../../src/domain/rule-result.js';
import { anAction } from '../factories/rules.js';
import type { StandInStore } from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { aPod } from '../stand-ins/kubernetes/worlds/pods.js';
import type { BackupReport, Installation } from './installation.js';

/** A running pod that carries `app=db`, with one container called `main`. */
export function aDatabasePod(store: StandInStore, namespace: string, name: string): void {
  aPod(namespace, name).withLabels({ app: 'db' }).into(store);
}

let made = 0;
export function aRule(
  { product, actor }: Installation,
  kind: RuleKind,
  ...actions: readonly Partial<ExecAction>[]
): Promise<ExecRule> {
  made += 1;
  const words = kind === 'PRE' ? ['freeze'] : ['thaw'];
  const all = (actions.length === 0 ? [{}] : actions).map((each) => anAction({ command: words, ...each }));
  return product.services.execRules.create(
    { name: `${kind.toLowerCase()}-${made}`, kind, actions: all },
    actor,
  );
}

export interface RulesOfBackup {
  readonly pre?: ExecRule;
  readonly post?: ExecRule;
  readonly namespaces?: readonly string[];
}

export async function requestWithRules(
  { product, actor, cluster, location }: Installation,
  { pre, post, namespaces = ['shop'] }: RulesOfBackup,
): Promise<string> {
  const place = { clusterId: cluster.id, locationId: location.id, namespaces };
  const rules = { ...(pre && { preRuleId: pre.id }), ...(post && { postRuleId: post.id }) };
  return (await product.services.backups.create({ ...place, ...rules }, actor)).id;
}

export async function runWithRules(holdfast: Installation, rules: RulesOfBackup): Promise<BackupReport> {
  return holdfast.run(await requestWithRules(holdfast, rules));
}

/** `PRE shop/db-0 SUCCEEDED`, in order. */
export async function resultLines(product: Product, backupId: string): Promise<readonly string[]> {
  const results = await resultsOf(product, backupId);
  return results.map(({ kind, namespace, pod, state }) => `${kind} ${namespace}/${pod} ${state}`);
}

export async function resultsOf(product: Product, backupId: string): Promise<readonly RuleResult[]> {
  return (await product.services.backups.ruleResultsOf([backupId])).get(backupId) ?? [];
}
