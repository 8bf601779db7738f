/** That a schedule or a backup names rules which there are, each for its time. */
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { ExecRule, RuleKind } from '../domain/exec-rule.js';
import type { Stores } from '../domain/ports/stores.js';
import { refuse } from './faults.js';

export interface NamedRules {
  readonly preRuleId?: string | null;
  readonly postRuleId?: string | null;
}

/** @returns them. @throws NotFound, InvalidInput for one of the other kind */
export async function assertRules(
  stores: Pick<Stores, 'execRules'>,
  { preRuleId, postRuleId }: NamedRules,
): Promise<readonly ExecRule[]> {
  const found = await Promise.all([
    ruleOf(stores, 'PRE', preRuleId, 'preRuleId'),
    ruleOf(stores, 'POST', postRuleId, 'postRuleId'),
  ]);
  refuse(found.flatMap(({ faults }) => faults));
  return found.flatMap(({ rule }) => rule ?? []);
}

async function ruleOf(
  stores: Pick<Stores, 'execRules'>,
  kind: RuleKind,
  id: string | null | undefined,
  path: string,
): Promise<{ readonly rule?: ExecRule; readonly faults: readonly FieldFault[] }> {
  if (id == null) return { faults: [] };
  const rule = await stores.execRules.find(id);
  if (rule === undefined) throw new NotFound('ExecRule', id);
  if (rule.kind === kind) return { rule, faults: [] };
  return { faults: [{ path, message: `${rule.name} is a rule for ${rule.kind}: name one for ${kind}` }] };
}
