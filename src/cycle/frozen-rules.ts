import type { Backup } from '../domain/backup.js';
import type { ExecRule, FrozenRule } from '../domain/exec-rule.js';
import type { CycleWorld } from './world.js';

export interface RulesOfRun {
  readonly pre: FrozenRule | null;
  readonly post: FrozenRule | null;
}

export const NO_RULES: RulesOfRun = { pre: null, post: null };

/** The rules of a backup as they are now: later edits are for the next run. */
export async function frozenRules(
  { work }: Pick<CycleWorld, 'work'>,
  { preRuleId, postRuleId }: Pick<Backup, 'preRuleId' | 'postRuleId'>,
): Promise<RulesOfRun> {
  const ids = [preRuleId, postRuleId].filter((id) => id !== null);
  if (ids.length === 0) return NO_RULES;
  const found = await work.stores.execRules.findMany(ids);
  const ruleOf = (id: string | null) => frozen(found.find((rule) => rule.id === id));
  return { pre: ruleOf(preRuleId), post: ruleOf(postRuleId) };
}

function frozen(rule: ExecRule | undefined): FrozenRule | null {
  return rule === undefined ? null : { id: rule.id, name: rule.name, actions: rule.actions };
}
