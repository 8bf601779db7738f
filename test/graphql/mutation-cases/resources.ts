import { anAction } from '../../factories/rules.js';
import { ADA } from '../running-api.js';
import { type MutationCase, rule, share } from './things.js';

export const RESOURCE_CASES: readonly MutationCase[] = [
  [
    'changeLabels',
    { resource: 'Backup', id: share.id, expectedVersion: 1, set: [{ key: 'a', value: 'b' }], remove: ['c'] },
    'id version labels { key }',
    'labels.change',
    [{ resource: 'Backup', id: share.id, expectedVersion: 1, set: { a: 'b' }, remove: ['c'] }, ADA],
  ],
  [
    'createExecRule',
    { name: 'freeze', kind: 'PRE', actions: [{ podSelector: 'app=db', command: ['freeze'] }] },
    'execRule { name }',
    'execRules.create',
    [{ name: 'freeze', kind: 'PRE', actions: [anAction({ timeoutSeconds: 30 })] }, ADA],
  ],
  [
    'editExecRule',
    { id: rule.id, expectedVersion: 1, name: 'quiet' },
    'execRule { id }',
    'execRules.edit',
    [rule.id, { expectedVersion: 1, name: 'quiet' }, ADA],
  ],
  ['deleteExecRule', { id: rule.id }, 'id', 'execRules.remove', [rule.id, ADA]],
];
