/** Rules of commands around backups: made, edited, removed. The running is in cycle/. */
import { randomUUID } from 'node:crypto';
import { HasDependents, NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { type ExecAction, type ExecRule, type RuleKind, ruleFaults } from '../domain/exec-rule.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { RuleFilter, RuleUser } from '../domain/ports/rule-stores.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';

export interface ExecRulePorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface NewExecRule {
  readonly name: string;
  readonly kind: RuleKind;
  readonly actions: readonly ExecAction[];
}

export interface ExecRuleChange {
  readonly expectedVersion: number;
  readonly name?: string;
  /** All of them, in their order. */
  readonly actions?: readonly ExecAction[];
}

const USERS_SHOWN = 10;

export class ExecRuleService {
  constructor(private readonly ports: ExecRulePorts) {}

  /** @throws Forbidden, InvalidInput, AlreadyExists */
  async create({ name, kind, actions }: NewExecRule, actor: Actor): Promise<ExecRule> {
    assertRight(actor, 'ExecRule.create', null);
    refuse(ruleFaults({ name, actions }));
    const now = this.ports.clock.now();
    const rule: ExecRule = {
      id: randomUUID(),
      name,
      ownerId: ownerOf(actor),
      kind,
      actions,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await this.ports.work.transaction(async (stores) => {
      await stores.execRules.insert(rule);
      await append(stores, 'RULE_CREATED', rule, actor);
    });
    return rule;
  }

  /** Backups that begin from now on run it so. @throws Forbidden, NotFound, InvalidInput, VersionConflict, AlreadyExists */
  async edit(id: string, change: ExecRuleChange, actor: Actor): Promise<ExecRule> {
    const { expectedVersion: expected, ...fields } = change;
    await this.ports.work.transaction(async (stores) => {
      const rule = await found(stores, id);
      assertRight(actor, 'ExecRule.edit', rule.ownerId);
      refuse(ruleFaults(fields));
      const after = { ...fields, updatedAt: this.ports.clock.now() };
      if (!(await stores.execRules.edit(id, expected, after))) {
        const { version: actual } = await found(stores, id);
        throw new VersionConflict({ resource: 'ExecRule', id, name: rule.name, expected, actual });
      }
      await append(stores, 'RULE_EDITED', { ...rule, ...after }, actor);
    });
    return this.get(id);
  }

  /** Refused while a schedule or a backup that runs names it. @throws Forbidden, NotFound, HasDependents */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      const rule = await stores.execRules.lock(id);
      if (rule === undefined) throw new NotFound('ExecRule', id);
      assertRight(actor, 'ExecRule.delete', rule.ownerId);
      const { users, total } = await stores.execRules.usersOf(id, USERS_SHOWN);
      const { name } = rule;
      if (total > 0) throw new HasDependents({ resource: 'ExecRule', id, name, dependents: users, total });
      await stores.execRules.remove(id);
      await append(stores, 'RULE_DELETED', rule, actor);
    });
  }

  /** @throws NotFound */
  get(id: string): Promise<ExecRule> {
    return found(this.ports.work.stores, id);
  }

  getMany(ids: readonly string[]): Promise<readonly ExecRule[]> {
    return this.ports.work.stores.execRules.findMany(ids);
  }

  page(request: PageRequest, filter?: RuleFilter): Promise<Page<ExecRule>> {
    return this.ports.work.stores.execRules.page(request, filter);
  }

  count(filter?: RuleFilter): Promise<number> {
    return this.ports.work.stores.execRules.count(filter);
  }

  /** Who stands in the way of its deletion: the first of them, and how many there are. */
  usersOf(
    id: string,
    first: number,
  ): Promise<{ readonly users: readonly RuleUser[]; readonly total: number }> {
    return this.ports.work.stores.execRules.usersOf(id, first);
  }
}

async function found(stores: Pick<Stores, 'execRules'>, id: string): Promise<ExecRule> {
  const rule = await stores.execRules.find(id);
  if (rule === undefined) throw new NotFound('ExecRule', id);
  return rule;
}

async function append({ events }: Stores, type: EventType, rule: ExecRule, actor: Actor): Promise<void> {
  const { id, name, kind, actions } = rule;
  await events.append({
    type,
    subjectType: 'ExecRule',
    subjectId: id,
    actor,
    data: { name, kind, actions: actions.length },
  });
}
