import type { ApiServices } from '../../../src/graphql/services.js';
import { anExecRule } from '../../factories/rules.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryExecRules(memory: MemoryRows): ApiServices['execRules'] {
  return {
    create: (rule, actor) => memory.answer('execRules.create', [rule, actor], () => anExecRule({ ...rule })),
    edit: (id, change, actor) =>
      memory.answer('execRules.edit', [id, change, actor], () => found('ExecRule', memory.ruleRows, id)),
    remove: (id, actor) => memory.answer('execRules.remove', [id, actor], () => undefined),
    get: (id) => memory.answer('execRules.get', [id], () => found('ExecRule', memory.ruleRows, id)),
    getMany: (ids) => memory.answer('execRules.getMany', [ids], () => among(memory.ruleRows, ids)),
    page: (request, filter) =>
      memory.answer('execRules.page', [request, filter], () => pageOf(memory.ruleRows, request)),
    count: (filter) => memory.answer('execRules.count', [filter], () => memory.ruleRows.length),
    usersOf: (id, first) => memory.answer('execRules.usersOf', [id, first], () => ({ users: [], total: 0 })),
  };
}
