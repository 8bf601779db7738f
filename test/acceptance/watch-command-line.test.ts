/** `holdfast watch` as a process of its own beside a real installation: the present, then each change, until it is ended. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../docs/markdown.js';
import { aPerson, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { Scheduled } from '../support/scheduled.js';
import { type ServedInstallation, serveInstallation } from '../support/serve-installation.js';
import { silentLog } from '../support/silent-log.js';

const PATIENCE = { timeout: 30_000 };
let scheduled: Scheduled;
let served: ServedInstallation;
let admin: Person;
const watching: { end(): Promise<void> }[] = [];

beforeAll(async () => {
  scheduled = await Scheduled.start({ namespaces: ['shop'] }, new Date().toISOString());
  const { holdfast } = scheduled;
  served = await serveInstallation(holdfast, { log: silentLog });
  admin = await aPerson(holdfast.product, holdfast.actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterEach(async () => {
  for (const each of watching.splice(0)) await each.end();
});
afterAll(async () => {
  await served.stop();
  await scheduled.holdfast.stop();
});

const aSchedule = () => scheduled.create(['shop'], { name: `s-${randomUUID().slice(0, 8)}` });

function watch(args: readonly string[], { token }: Person = admin) {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'holdfast.mjs'), 'watch', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOLDFAST_URL: served.url, HOLDFAST_TOKEN: token, NO_COLOR: '1' },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr.on('data', (data) => {
    written.stderr += data;
  });
  const exited = once(child, 'exit');
  const each = {
    child,
    exited,
    lines: () => written.stdout.split('\n').filter(Boolean),
    stderr: () => written.stderr,
    async end() {
      child.kill('SIGINT');
      await exited;
    },
  };
  watching.push(each);
  return each;
}

describe('holdfast watch', () => {
  it('begins with the state of everything and tells each change of one in a line', async () => {
    const { lines } = watch([]);
    await expect.poll(lines, PATIENCE).toContainEqual(expect.stringMatching(/prod/));
    const schedule = await aSchedule();
    await expect.poll(lines, PATIENCE).toContainEqual(expect.stringContaining(schedule.name));
    await scheduled.services.schedules.suspend(schedule.id, scheduled.holdfast.actor);
    await expect.poll(() => lines().at(-1), PATIENCE).toMatch(new RegExp(`${schedule.name}.*SUSPENDED`));
  });

  it('follows the backups of one schedule, each document on a line of its own', async () => {
    const [mine, other] = [await aSchedule(), await aSchedule()];
    // It runs when the stream begins: the present says so, and nothing has to be waited for.
    const { id: backupId } = await scheduled.services.schedules.backUpNow(mine.id, scheduled.holdfast.actor);
    const { lines } = watch(['backups', '--schedule', mine.name, '--json']);
    await expect.poll(() => lines().length, PATIENCE).toBe(1);
    await scheduled.cycle(other.id);
    await scheduled.holdfast.run(backupId);
    await expect.poll(() => lines().at(-1), PATIENCE).toContain('BACKUP_FINISHED');
    const told = lines().map((line) => JSON.parse(line) as { scheduleId: string; eventId: string });
    expect(new Set(told.map(({ scheduleId }) => scheduleId))).toEqual(new Set([mine.id]));
    const ids = told.map(({ eventId }) => eventId);
    expect(ids).toEqual([...ids].sort());
  });

  it('shows an app user their own, and nothing of others', async () => {
    const { product, actor } = scheduled.holdfast;
    const person = await aPerson(product, actor, { name: 'quin' });
    const foreign = await aSchedule();
    const { lines } = watch(['schedules'], person);
    const shared = await aSchedule();
    const of = { resource: 'BackupSchedule', resourceId: shared.id, access: 'VIEW' } as const;
    await product.services.shares.create({ ...of, userId: person.user.id }, actor);
    await expect
      .poll(
        async () => {
          await product.services.schedules.suspend(foreign.id, actor);
          await product.services.schedules.suspend(shared.id, actor);
          await product.services.schedules.resume(foreign.id, actor);
          await product.services.schedules.resume(shared.id, actor);
          return lines().join('\n');
        },
        { ...PATIENCE, interval: 500 },
      )
      .toContain(shared.name);
    expect(lines().join('\n')).not.toContain(foreign.name);
  });

  it('ends when it is told to', async () => {
    const { child, exited, lines } = watch([]);
    await expect.poll(() => lines().length, PATIENCE).toBeGreaterThan(0);
    child.kill('SIGINT');
    const [code, signal] = await exited;
    expect(code === 130 || code === 0 || signal === 'SIGINT').toBe(true);
  });

  it('with a token that is not good ends at once, and says so', async () => {
    const { exited, stderr, lines } = watch([], { ...admin, token: 'hf_not-good' });
    const [code] = await exited;
    expect([code, lines()]).toEqual([expect.any(Number), []]);
    expect(code).not.toBe(0);
    expect(stderr()).toMatch(/UNAUTHENTICATED|token/);
  });

  it.each([
    [['watch', 'everything'], /one of|Allowed choices/],
    [['watch', 'states', '--schedule', 'x'], /--schedule says nothing of states/],
    [['watch', 'backups', '--schedule', 'no-such'], /no-such/],
  ])('%j is refused before anything is asked for long', async (args, why) => {
    const { exitCode, stderr } = await runCli(args, { api: { url: served.url, token: admin.token } });
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(why);
  });
});
