/** What the API asks of the service of rules: see services.ts. */
import type { ExecRule } from '../domain/exec-rule.js';
import type { Actor } from '../domain/identity.js';
import type { RuleFilter, RuleUser } from '../domain/ports/rule-stores.js';
import type { Page, PageRequest } from '../domain/ports/stores.js';
import type { ExecRuleChange, NewExecRule } from '../services/exec-rule-service.js';

export interface ExecRuleOperations {
  create(rule: NewExecRule, actor: Actor): Promise<ExecRule>;
  edit(id: string, change: ExecRuleChange, actor: Actor): Promise<ExecRule>;
  remove(id: string, actor: Actor): Promise<void>;
  get(id: string): Promise<ExecRule>;
  getMany(ids: readonly string[]): Promise<readonly ExecRule[]>;
  page(request: PageRequest, filter?: RuleFilter): Promise<Page<ExecRule>>;
  count(filter?: RuleFilter): Promise<number>;
  usersOf(
    id: string,
    first: number,
  ): Promise<{ readonly users: readonly RuleUser[]; readonly total: number }>;
}
