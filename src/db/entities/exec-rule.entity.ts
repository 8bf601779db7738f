import { EntitySchema } from 'typeorm';
import { type ExecRule, RULE_KINDS } from '../../domain/exec-rule.js';
import type { OpenRules } from '../../domain/ports/rule-stores.js';
import { RESULT_STATES, type RuleResult } from '../../domain/rule-result.js';
import { column, jsonWithDefault, nullable, oneOf, primary, references } from './columns.js';

export const ExecRuleEntity = new EntitySchema<ExecRule>({
  name: 'ExecRule',
  tableName: 'exec_rule',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    kind: column.text('kind'),
    actions: column.json('actions'),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'exec_rule_name_key', columns: ['name'] }],
  indices: [{ name: 'exec_rule_page_idx', columns: ['createdAt', 'id'] }],
  foreignKeys: [references('exec_rule_owner_id_fkey', 'ownerId', 'User')],
  checks: [oneOf('exec_rule_kind_check', 'kind', RULE_KINDS)],
});

export interface OpenRulesRow extends OpenRules {
  readonly nextTryAt: Date;
}

export const OpenRulesEntity = new EntitySchema<OpenRulesRow>({
  name: 'OpenRules',
  tableName: 'open_rules',
  columns: {
    backupId: primary(column.uuid('backup_id')),
    clusterId: column.uuid('cluster_id'),
    attempt: column.integer('attempt'),
    namespaces: column.textList('namespaces'),
    post: nullable(column.json('post')),
    machines: jsonWithDefault('machines', []),
    openedAt: column.instant('opened_at'),
    tries: column.integer('tries'),
    nextTryAt: column.instant('next_try_at'),
  },
  indices: [{ name: 'open_rules_due_idx', columns: ['nextTryAt'] }],
  foreignKeys: [references('open_rules_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
});

export const RuleResultEntity = new EntitySchema<RuleResult>({
  name: 'RuleResult',
  tableName: 'rule_result',
  columns: {
    id: primary(column.uuid('id')),
    backupId: column.uuid('backup_id'),
    attempt: column.integer('attempt'),
    kind: column.text('kind'),
    ruleName: column.text('rule_name'),
    action: column.integer('action'),
    namespace: column.foreignText('namespace'),
    pod: column.foreignText('pod'),
    container: column.foreignText('container'),
    state: column.text('state'),
    exitCode: nullable(column.integer('exit_code')),
    message: nullable(column.foreignText('message')),
    stdout: column.foreignText('stdout'),
    stderr: column.foreignText('stderr'),
    startedAt: column.instant('started_at'),
    durationMs: nullable(column.integer('duration_ms')),
  },
  indices: [{ name: 'rule_result_by_backup_idx', columns: ['backupId', 'startedAt'] }],
  foreignKeys: [references('rule_result_backup_id_fkey', 'backupId', 'Backup', 'CASCADE')],
  checks: [
    oneOf('rule_result_kind_check', 'kind', RULE_KINDS),
    oneOf('rule_result_state_check', 'state', RESULT_STATES),
  ],
});
