import { afterEach, expect, it } from 'vitest';
import type { AllowedOperationFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiCluster, apiLocation, apiPage } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const open: StandInApi[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function answering(answers: Answers): Promise<StandInApi> {
  const api = await startStandInApi(answers);
  open.push(api);
  return api;
}

const YES = { allowed: true, code: null, reason: null, advice: null } as const;
const OPERATIONS: AllowedOperationFieldsFragment[] = [
  { operation: 'edit', label: 'Edit', ...YES },
  {
    operation: 'backUp',
    label: 'Back up',
    allowed: false,
    code: 'OPERATION_NOT_ALLOWED',
    reason: 'Not while it is Disconnected: its token was refused.',
    advice: null,
  },
  {
    operation: 'delete',
    label: 'Delete',
    allowed: false,
    code: 'HAS_DEPENDENTS',
    reason: 'It is needed by backups.',
    advice: 'Delete those first.',
  },
];

it('show ends with what may be asked now, and why the rest may not', async () => {
  const cluster = apiCluster({ allowedOperations: OPERATIONS });
  const api = await answering({
    clusters: () => apiPage([cluster]),
    cluster: () => cluster,
  });
  const { stdout, exitCode } = await runCli(['cluster', 'show', 'prod'], { api });
  expect(exitCode).toBe(0);
  const [, end] = stdout.split('What may be asked of it now\n');
  expect(end?.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['OPERATION', 'NOW', 'WHY NOT'],
    ['Edit', 'yes'],
    ['Back up', 'no', 'Not while it is Disconnected: its token was refused.'],
    ['Delete', 'no', 'It is needed by backups. Delete those first.'],
    [''],
  ]);
});

it('show of what nothing can be asked of says nothing about it', async () => {
  const backupLocation = apiLocation();
  const api = await answering({
    backupLocations: () => apiPage([backupLocation]),
    backupLocation: () => backupLocation,
  });
  const { stdout } = await runCli(['location', 'show', 'main'], { api });
  expect(stdout).toContain('main');
  expect(stdout).not.toContain('What may be asked');
});
