import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { identityOf } from '../../src/db/embedded/process-identity.js';

const SCRIPT = `
  import { startTestServer } from './test/support/test-server.ts';
  const { template } = await startTestServer();
  console.log(new URL(template.adminUrl).searchParams.get('host'));
  process.stdin.resume();
`;

const external = process.env.TEST_DATABASE_URL !== undefined;
if (external)
  process.stderr.write('test-server.test: skipped, the server of TEST_DATABASE_URL is not ours to end\n');

it.skipIf(external)('a test run that is killed leaves neither PostgreSQL nor its folder behind', async () => {
  const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [socket] = (await once(createInterface({ input: run.stdout }), 'line')) as [string];
  expect(existsSync(socket)).toBe(true);
  expect(identityOf(run.pid ?? 0)).toBeDefined();
  run.kill('SIGKILL');
  await expect.poll(() => existsSync(socket), { timeout: 15_000 }).toBe(false);
});
