/** Commands around backups: what quiets an application, and that it always goes on. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { payOwedRules } from '../../src/cycle/owed-rules.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { Installation } from '../support/installation.js';
import {
  aDatabasePod,
  aRule,
  requestWithRules,
  resultLines,
  resultsOf,
  runWithRules,
} from '../support/rules.js';

const LEASE_MS = 3_000;
let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({
    namespaces: ['shop', 'blog'],
    leaseMs: LEASE_MS,
    world: (store) => {
      aDatabasePod(store, 'shop', 'db-0');
      aDatabasePod(store, 'shop', 'db-1');
      aDatabasePod(store, 'blog', 'db-0');
    },
  });
});
afterEach(() => holdfast.stop());

const never = new AbortController().signal;
const commands = () => holdfast.kubernetes.commands;

/** What was run, in order; pods of one action are at it at once, so theirs is the alphabet's. */
function ran(): readonly string[] {
  const steps: string[][] = [];
  const wordsOf = (line: string | undefined) => line?.split(': ')[1];
  for (const line of commands().lines()) {
    const last = steps.at(-1);
    if (last !== undefined && wordsOf(last[0]) === wordsOf(line)) last.push(line);
    else steps.push([line]);
  }
  return steps.flatMap((step) => step.sort());
}

async function stagesOf(backupId: string): Promise<string[]> {
  const rows = await holdfast.database.query(
    `SELECT data->>'stage' AS stage FROM event WHERE subject_id = '${backupId}' AND type = 'BACKUP_STAGE_ENTERED' ORDER BY id`,
  );
  return rows.map(({ stage }) => String(stage));
}

async function owed(): Promise<number> {
  return (await holdfast.database.query('SELECT FROM open_rules')).length;
}

/** The database hears no more of this worker: what a killed one looks like from outside. */
function kill({ world: { work } }: Product): void {
  const nothing = () => new Promise<never>(() => {});
  work.transaction = nothing;
  for (const each of ['renew', 'enterStage', 'release', 'finish'] as const)
    work.stores.backups[each] = nothing;
  for (const each of ['begin', 'end', 'close'] as const) work.stores.ruleRuns[each] = nothing;
}

async function leaseRunsOut(backupId: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await holdfast.product.world.work.stores.backups.claimable(10)).toContain(backupId);
  }, 10_000);
}

describe('a backup with rules', () => {
  it('runs PRE before its volumes are looked at and POST right after them', async () => {
    const [pre, post] = [await aRule(holdfast, 'PRE'), await aRule(holdfast, 'POST')];
    const looked: number[] = [];
    holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => void looked.push(commands().ran.length),
    });
    const report = await runWithRules(holdfast, { pre, post });
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
    const { id } = report.backup;
    expect(await stagesOf(id)).toEqual(['PLAN', 'PRE_EXEC', 'VOLUMES', 'POST_EXEC', 'RESOURCES', 'COMMIT']);
    expect(ran()).toEqual([
      'shop/db-0/main: freeze',
      'shop/db-1/main: freeze',
      'shop/db-0/main: thaw',
      'shop/db-1/main: thaw',
    ]);
    expect(looked).toEqual([2]);
    expect(await owed()).toBe(0);
  });

  it('without rules enters neither stage and asks for no pods', async () => {
    const report = await runWithRules(holdfast, {});
    expect(await stagesOf(report.backup.id)).toEqual(['PLAN', 'VOLUMES', 'RESOURCES', 'COMMIT']);
    expect(commands().ran).toEqual([]);
  });

  it('keeps what became of each command, with its output', async () => {
    commands().on(/db-1.*freeze/, { stdout: 'flushed 12 tables', stderr: 'slow' });
    const report = await runWithRules(holdfast, { pre: await aRule(holdfast, 'PRE') });
    const results = await resultsOf(holdfast.product, report.backup.id);
    expect(results).toMatchObject([
      { kind: 'PRE', attempt: 1, action: 0, pod: 'db-0', container: 'main', state: 'SUCCEEDED', exitCode: 0 },
      { pod: 'db-1', state: 'SUCCEEDED', stdout: 'flushed 12 tables', stderr: 'slow' },
    ]);
    expect(results.every(({ durationMs }) => durationMs !== null && durationMs >= 0)).toBe(true);
  });

  it('runs no command outside of what it includes, whatever the rule names', async () => {
    const pre = await aRule(holdfast, 'PRE', { namespaces: ['blog', 'kube-system'] });
    const report = await runWithRules(holdfast, { pre, namespaces: ['shop'] });
    expect(report.state).toBe('SUCCESS');
    expect(commands().ran).toEqual([]);
  });

  it('has nothing to do where no running pod matches', async () => {
    holdfast.kubernetes.store.patch('pods', 'db-1', {
      namespace: 'shop',
      patch: { status: { phase: 'Pending' } },
    });
    const pre = await aRule(
      holdfast,
      'PRE',
      {},
      { podSelector: 'app=nobody' },
      { podSelector: null, podName: 'db-9' },
    );
    expect((await runWithRules(holdfast, { pre })).state).toBe('SUCCESS');
    expect(ran()).toEqual(['shop/db-0/main: freeze']);
  });

  it('runs in one pod of each namespace where that is asked, and lets the same one go on', async () => {
    const pre = await aRule(holdfast, 'PRE', { onePodOnly: true });
    const post = await aRule(holdfast, 'POST', { onePodOnly: true });
    holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => aDatabasePod(holdfast.kubernetes.store, 'shop', 'db-00'),
    });
    await runWithRules(holdfast, { pre, post, namespaces: ['shop', 'blog'] });
    expect(ran()).toEqual([
      'blog/db-0/main: freeze',
      'shop/db-0/main: freeze',
      'blog/db-0/main: thaw',
      'shop/db-0/main: thaw',
    ]);
  });
});

describe('a command that fails', () => {
  it('before the volumes ends the backup in Failure; nothing further of the rule is run, and POST is', async () => {
    commands().on(/db-0.*freeze/, { exitCode: 3, stderr: 'busy' });
    const pre = await aRule(holdfast, 'PRE', {}, { command: ['second'] });
    const report = await runWithRules(holdfast, { pre, post: await aRule(holdfast, 'POST') });
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'PRE_RULE_FAILED' });
    expect(report.messages).toEqual([`Rule ${pre.name}, action 1 in shop/db-0: The command exited with 3.`]);
    expect(ran()).toEqual([
      'shop/db-0/main: freeze',
      'shop/db-1/main: freeze',
      'shop/db-0/main: thaw',
      'shop/db-1/main: thaw',
    ]);
    expect(await owed()).toBe(0);
  });

  it('and may leaves a note, and the backup goes on', async () => {
    commands().on(/db-0.*freeze/, { exitCode: 3 });
    const pre = await aRule(holdfast, 'PRE', { onFailure: 'CONTINUE' }, { command: ['second'] });
    const report = await runWithRules(holdfast, { pre });
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [`RULE_CONTINUED ${report.backup.id}`] });
    expect(ran()).toContain('shop/db-1/main: second');
  });

  it('after them is a Failure too, and every other command of the rule is still run', async () => {
    commands().on(/db-0.*thaw/, { exitCode: 1 });
    const post = await aRule(holdfast, 'POST', {}, { command: ['second'] });
    const report = await runWithRules(holdfast, { pre: await aRule(holdfast, 'PRE'), post });
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'POST_RULE_FAILED' });
    expect(ran().slice(-3)).toEqual([
      'shop/db-1/main: thaw',
      'shop/db-0/main: second',
      'shop/db-1/main: second',
    ]);
    expect(await owed()).toBe(0);
  });

  it('because its time is up, or its container lacks it, says so', async () => {
    commands().on(/db-0.*freeze/, { hang: true });
    commands().on(/db-1.*freeze/, { notStarted: 'no such file' });
    const pre = await aRule(holdfast, 'PRE', { timeoutSeconds: 3 });
    const report = await runWithRules(holdfast, { pre });
    expect(report.state).toBe('FAILURE');
    expect(await resultLines(holdfast.product, report.backup.id)).toEqual([
      'PRE shop/db-0 TIMED_OUT',
      'PRE shop/db-1 FAILED',
    ]);
  });

  it('for a right that is lacking was not run, and the backup says which right', async () => {
    holdfast.kubernetes.faults.add({ match: /db-0\/exec/, do: { status: 403 } });
    const pre = await aRule(holdfast, 'PRE');
    const report = await runWithRules(holdfast, { pre });
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'PRE_RULE_FAILED' });
    expect(report.messages[0]).toContain('has no right');
    expect(await resultLines(holdfast.product, report.backup.id)).toContain('PRE shop/db-0 NOT_RUN');
  });

  it('for a container that the pod lacks was not run', async () => {
    const pre = await aRule(holdfast, 'PRE', { container: 'sidecar' });
    const report = await runWithRules(holdfast, { pre });
    expect(report.messages[0]).toContain('has no container "sidecar"');
    expect(commands().ran).toEqual([]);
  });

  it('is begun again after the volumes where its connection broke', async () => {
    commands().on(/db-0.*thaw/, { breakOff: 'reset' }, 1);
    const report = await runWithRules(holdfast, { post: await aRule(holdfast, 'POST') });
    expect(report.state).toBe('SUCCESS');
    expect(ran().filter((line) => line === 'shop/db-0/main: thaw')).toHaveLength(2);
  });

  it('in a pod that has left meanwhile is no fault: nothing in it waits', async () => {
    holdfast.kubernetes.faults.add({
      match: /db-1\/exec\?.*thaw/,
      times: 1,
      do: () => holdfast.kubernetes.store.delete('pods', 'db-1', 'shop'),
    });
    const report = await runWithRules(holdfast, { post: await aRule(holdfast, 'POST') });
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(await resultLines(holdfast.product, report.backup.id)).toContain('POST shop/db-1 GONE');
  });
});

describe('what was quieted goes on', () => {
  it('when the run fails between the two rules', async () => {
    holdfast.kubernetes.faults.add({ match: /persistentvolumeclaims/, do: { status: 401 } });
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const report = await runWithRules(holdfast, rules);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE' });
    expect(ran()).toContain('shop/db-0/main: thaw');
    expect(await owed()).toBe(0);
  });

  it('when it is cancelled while a command runs: that one is waited for, and no other is begun', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    commands().on(/db-0.*freeze/, {
      meanwhile: () => {
        begin();
        return held;
      },
    });
    const pre = await aRule(holdfast, 'PRE', { podSelector: null, podName: 'db-0' }, { command: ['second'] });
    const id = await requestWithRules(holdfast, { pre, post: await aRule(holdfast, 'POST') });
    const running = runBackup(id, holdfast.product.world, never);
    await begun;
    await holdfast.product.services.backups.cancel(id, holdfast.actor);
    await expect
      .poll(() => holdfast.database.query(`SELECT FROM backup WHERE cancel_requested_at IS NOT NULL`))
      .toHaveLength(1);
    // Longer than the worker takes to hear of it.
    await vi.waitFor(async () => expect(ran()).toEqual(['shop/db-0/main: freeze']));
    letGo();
    await running;
    expect(await holdfast.report(id)).toMatchObject({ state: 'FAILURE' });
    expect(ran().slice(0, 1)).toEqual(['shop/db-0/main: freeze']);
    expect(ran().at(-1)).toBe('shop/db-1/main: thaw');
    expect(await owed()).toBe(0);
  });

  it('before a worker that is told to stop gives the backup back', async () => {
    const stop = new AbortController();
    commands().on(/db-0.*freeze/, { meanwhile: () => stop.abort() });
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const id = await requestWithRules(holdfast, rules);
    expect(await runBackup(id, holdfast.product.world, stop.signal)).toBe('given-back');
    expect(ran().at(-1)).toBe('shop/db-1/main: thaw');
    expect(await owed()).toBe(0);
    const report = await holdfast.run(id, holdfast.anotherWorker());
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
  });

  it('before anything else when a worker takes over from one that was killed between the rules', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
    holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => {
        fallAsleep();
        return held;
      },
    });
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const id = await requestWithRules(holdfast, rules);
    const killed = holdfast.anotherWorker();
    void runBackup(id, killed.world, never);
    await asleep;
    kill(killed);
    await killed.close();
    await leaseRunsOut(id);
    expect(ran()).toEqual(['shop/db-0/main: freeze', 'shop/db-1/main: freeze']);
    const report = await holdfast.run(id, holdfast.anotherWorker());
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    expect(ran().slice(2)).toEqual([
      'shop/db-0/main: thaw',
      'shop/db-1/main: thaw',
      'shop/db-0/main: freeze',
      'shop/db-1/main: freeze',
      'shop/db-0/main: thaw',
      'shop/db-1/main: thaw',
    ]);
    letGo();
    expect(ran()).toHaveLength(8);
    expect(await owed()).toBe(0);
  });

  it('also when it was killed in the middle of a command, whose end is then unknown', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    commands().on(/db-0.*freeze/, { meanwhile: () => begin(), hang: true }, 1);
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const id = await requestWithRules(holdfast, rules);
    const killed = holdfast.anotherWorker();
    void runBackup(id, killed.world, never);
    await begun;
    kill(killed);
    await killed.close();
    await leaseRunsOut(id);
    const report = await holdfast.run(id, holdfast.anotherWorker());
    expect(report.state).toBe('SUCCESS');
    const lines = await resultLines(holdfast.product, id);
    expect(lines[0]).toBe('PRE shop/db-0 UNKNOWN');
    expect(lines).toContain('POST shop/db-0 SUCCEEDED');
  });

  it('at the sweep, when the backup ended while the cluster could not be reached', async () => {
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const away = holdfast.kubernetes.faults.add({ match: /\/exec\?.*thaw/, do: { status: 403 } });
    const report = await runWithRules(holdfast, rules);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'POST_RULE_FAILED' });
    expect(await owed()).toBe(1);
    away.remove();
    expect(await payOwedRules(holdfast.product.world, never)).toBe(1);
    expect(ran().slice(-2)).toEqual(['shop/db-0/main: thaw', 'shop/db-1/main: thaw']);
    expect(await owed()).toBe(0);
    expect(await payOwedRules(holdfast.product.world, never)).toBe(0);
  });

  it('at the sweep as the rule was when it began, also when the backup is deleted by then', async () => {
    const post = await aRule(holdfast, 'POST');
    const away = holdfast.kubernetes.faults.add({ match: /\/exec\?.*thaw/, do: { status: 403 } });
    const { backup } = await runWithRules(holdfast, { pre: await aRule(holdfast, 'PRE'), post });
    away.remove();
    await holdfast.product.services.execRules.remove(post.id, holdfast.actor);
    await holdfast.database.query(`DELETE FROM backup WHERE id = '${backup.id}'`);
    expect(await payOwedRules(holdfast.product.world, never)).toBe(1);
    expect(ran().slice(-2)).toEqual(['shop/db-0/main: thaw', 'shop/db-1/main: thaw']);
  });

  it('is tried again later, not at once, while the cluster refuses', async () => {
    holdfast.kubernetes.faults.add({ match: /\/exec\?.*thaw/, do: { status: 403 } });
    await runWithRules(holdfast, { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') });
    expect(await payOwedRules(holdfast.product.world, never)).toBe(1);
    expect(await payOwedRules(holdfast.product.world, never)).toBe(0);
    expect(await owed()).toBe(1);
    const [row] = await holdfast.database.query('SELECT tries, next_try_at > now() AS later FROM open_rules');
    expect(row).toMatchObject({ tries: 1, later: true });
  });

  it('while the database is away, and once more when it is back', async () => {
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const id = await requestWithRules(holdfast, rules);
    const cut = holdfast.anotherWorker();
    const away = () =>
      Promise.reject(new DependencyFailure('PostgreSQL is away.', { dependency: 'PostgreSQL' }));
    commands().on(
      /db-0.*freeze/,
      {
        meanwhile: () => {
          const { backups, ruleRuns } = cut.world.work.stores;
          for (const each of ['renew', 'enterStage', 'release'] as const) backups[each] = away;
          for (const each of ['begin', 'end', 'close'] as const) ruleRuns[each] = away;
        },
      },
      1,
    );
    await runBackup(id, cut.world, never);
    expect(ran().slice(-2)).toEqual(['shop/db-0/main: thaw', 'shop/db-1/main: thaw']);
    expect(await owed()).toBe(1);
    await leaseRunsOut(id);
    const report = await holdfast.run(id, holdfast.anotherWorker());
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    // Of the one that was cut off, of the one that took over before anything else, and after its volumes.
    expect(ran().filter((line) => line.endsWith('thaw'))).toHaveLength(6);
    expect(await owed()).toBe(0);
  });

  it('by whoever took the backup over alone: a worker that wakes up late lets nothing go on', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
    const rules = { pre: await aRule(holdfast, 'PRE'), post: await aRule(holdfast, 'POST') };
    const id = await requestWithRules(holdfast, rules);
    const late = holdfast.anotherWorker();
    holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => {
        fallAsleep();
        return held;
      },
    });
    const first = runBackup(id, late.world, never);
    await asleep;
    await holdfast.database.query(
      `UPDATE backup SET lease_owner = 'somebody', attempt = 2 WHERE id = '${id}'`,
    );
    expect(await first).toBe('not-ours');
    letGo();
    expect(ran()).toEqual(['shop/db-0/main: freeze', 'shop/db-1/main: freeze']);
    expect(await owed()).toBe(1);
  });
});

describe('a rule that is used', () => {
  it('by a schedule or a backup that has not ended is not deleted, and who uses it is named', async () => {
    const { execRules } = holdfast.product.services;
    const pre = await aRule(holdfast, 'PRE');
    const id = await requestWithRules(holdfast, { pre });
    await expect(execRules.remove(pre.id, holdfast.actor)).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      details: { total: 1, dependents: [{ resource: 'Backup', id }] },
    });
    await holdfast.run(id);
    await execRules.remove(pre.id, holdfast.actor);
    expect((await holdfast.report(id)).backup.preRuleId).toBeNull();
    expect(await resultLines(holdfast.product, id)).toHaveLength(2);
  });

  it('is of the kind that the place asks for', async () => {
    const post = await aRule(holdfast, 'POST');
    await expect(requestWithRules(holdfast, { pre: post })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'preRuleId' }] },
    });
  });
});
