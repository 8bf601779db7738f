/** That a schedule or a backup names rules which there are, each for its time. */
import { type FieldFault, NotFound } from '../domain/errors.js';
import type { RuleKind } from '../domain/exec-rule.js';
import type { Stores } from '../domain/ports/stores.js';
import { refuse } from './faults.js';

export interface NamedRules {
  readonly preRuleId?: string | null;
  readonly postRuleId?: string | null;
}

/** @throws NotFound, InvalidInput for one of the other kind */
export async function assertRules(
  stores: Pick<Stores, 'execRules'>,
  { preRuleId, postRuleId }: NamedRules,
): Promise<void> {
  const faults = await Promise.all([
    faultOf(stores, 'PRE', preRuleId, 'preRuleId'),
    faultOf(stores, 'POST', postRuleId, 'postRuleId'),
  ]);
  refuse(faults.flat());
}

async function faultOf(
  stores: Pick<Stores, 'execRules'>,
  kind: RuleKind,
  id: string | null | undefined,
  path: string,
): Promise<readonly FieldFault[]> {
  if (id == null) return [];
  const rule = await stores.execRules.find(id);
  if (rule === undefined) throw new NotFound('ExecRule', id);
  if (rule.kind === kind) return [];
  return [{ path, message: `${rule.name} is a rule for ${rule.kind}: name one for ${kind}` }];
}
