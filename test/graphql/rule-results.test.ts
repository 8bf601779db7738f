import { expect, it } from 'vitest';
import type { Actor, Role } from '../../src/domain/identity.js';
import { aRuleResult } from '../factories/rules.js';
import { aBackup } from './builders.js';
import { MemoryServices } from './memory-services.js';
import { startApi } from './running-api.js';

const OWNER = '00000000-0000-4000-8000-000000000042';
const SOMEBODY = '00000000-0000-4000-8000-000000000043';

async function outputFor(role: Role, userId: string): Promise<unknown> {
  const services = new MemoryServices();
  const backup = aBackup({ ownerId: OWNER });
  services.backupRows = [backup];
  services.ruleResultRows = new Map([
    [backup.id, [aRuleResult({ backupId: backup.id, stdout: 'rows: 12' })]],
  ]);
  const actor: Actor = { kind: 'USER', userId, name: 'x', role, groups: [] };
  const api = await startApi({ services, authenticate: async () => actor });
  try {
    const query = `{ backup(id: "${backup.id}") { ruleResults { pod state exitCode output { stdout } } } }`;
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as {
      data: { backup: { ruleResults: { state: string; output: unknown }[] } };
    };
    expect(data.backup.ruleResults).toMatchObject([{ pod: 'db-0', state: 'SUCCEEDED', exitCode: 0 }]);
    return data.backup.ruleResults[0]?.output;
  } finally {
    await api.stop();
  }
}

it.each([
  ['SUPER_ADMIN', SOMEBODY],
  ['INFRA_ADMIN', SOMEBODY],
  ['APP_ADMIN', SOMEBODY],
  ['APP_USER', OWNER],
] as const)('what a command wrote is shown to %s', async (role, userId) => {
  expect(await outputFor(role, userId)).toEqual({ stdout: 'rows: 12' });
});

it.each([
  ['APP_USER', SOMEBODY],
  ['AUDITOR', OWNER],
] as const)('and to no other: not to %s, who sees how it ended', async (role, userId) => {
  expect(await outputFor(role, userId)).toBeNull();
});
