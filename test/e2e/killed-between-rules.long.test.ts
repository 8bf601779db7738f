/** Workers that die around the rules of a backup: real processes, killed while an application is quiet. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CreateBackupDocument, CreateExecRuleDocument } from '../../src/client/generated/graphql.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import { holdWrite } from '../support/held-write.js';
import type { RunningProcess } from '../support/processes.js';
import { aDatabasePod } from '../support/rules.js';

let database: TestDatabase;
let fleet: Fleet;
let worker: RunningProcess;
let rules: { readonly preRuleId: string; readonly postRuleId: string };
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url, namespaces: ['shop'] });
  aDatabasePod(fleet.kubernetes.store, 'shop', 'db-0');
  await fleet.start('api');
  await fleet.setUp();
  rules = { preRuleId: await aRule('PRE', 'freeze'), postRuleId: await aRule('POST', 'thaw') };
  worker = await fleet.start('worker');
});
beforeEach(() => commands().clear());
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

const commands = () => fleet.kubernetes.commands;
const ran = () =>
  commands()
    .lines()
    .map((line) => line.replace(/^.*: /, ''));

async function aRule(kind: 'PRE' | 'POST', word: string): Promise<string> {
  const actions = [{ podSelector: 'app=db', command: [word] }];
  const input = { name: word, kind, actions };
  return (await fleet.ask(CreateExecRuleDocument, { input })).createExecRule.execRule.id;
}

async function request(): Promise<string> {
  const { clusterId, locationId } = fleet;
  const input = { clusterId, locationId, namespaces: ['shop'], ...rules };
  return (await fleet.ask(CreateBackupDocument, { input })).createBackup.backup.id;
}

describe.each([
  ['before the first command', "NEW.stage = 'PRE_EXEC' AND OLD.stage = 'PLAN'", []],
  ['when the application is quiet', "NEW.stage = 'VOLUMES' AND OLD.stage = 'PRE_EXEC'", ['freeze']],
  ['before the application goes on', "NEW.stage = 'POST_EXEC' AND OLD.stage = 'VOLUMES'", ['freeze']],
  [
    'when it has gone on',
    "NEW.stage = 'RESOURCES' AND OLD.stage IS DISTINCT FROM 'RESOURCES'",
    ['freeze', 'thaw'],
  ],
])('a worker that is killed %s', (_when, condition, byTheDead) => {
  it('leaves nothing quiet: who takes over lets it go on first, and makes the backup anew', async () => {
    const held = await holdWrite(database, 'backup', condition);
    const id = await request();
    await held.reached();
    worker.kill('SIGKILL');
    await worker.ended;
    expect(ran()).toEqual(byTheDead);
    await held.release();
    await held.remove();
    worker = await fleet.start('worker');
    const backup = await fleet.ended(id);
    expect(backup.state).toBe('SUCCESS');
    expect(backup.attempt).toBeGreaterThanOrEqual(2);
    const later = ran().slice(byTheDead.length);
    const quiet = byTheDead.at(-1) === 'freeze';
    expect(later.slice(0, quiet ? 3 : 2)).toEqual(quiet ? ['thaw', 'freeze', 'thaw'] : ['freeze', 'thaw']);
    expect(ran().at(-1)).toBe('thaw');
    expect(await fleet.sql('SELECT FROM open_rules')).toEqual([]);
    expect(await fleet.isIntact(id)).toBe(true);
  });
});
