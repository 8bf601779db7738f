/**
 * Every reason for which a backup or a restore ends as it does: made by the world, read by GraphQL and told by a subscription, and left
 * again. What takes another world (Stork, KubeVirt, Velero, a sleeping shoot) is made in the file that is named for it.
 */
import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { ExecRule } from '../../src/domain/exec-rule.js';
import { ISSUE_CATALOG, type IssueCode, type IssueEffect } from '../../src/domain/issue.js';
import { EVERY_RESOURCE } from '../../src/domain/resource-filter.js';
import { RESTORE_ISSUES, type RestoreIssueCode } from '../../src/domain/restore.js';
import { restoreOptions } from '../factories/restores.js';
import type { Fault } from '../stand-ins/kubernetes/faults.js';
import { type CsiInstallation, startWithSnapshots } from '../support/csi-installation.js';
import { fillNamespace } from '../support/installation.js';
import { aDatabasePod, aRule } from '../support/rules.js';
import { StateWatch } from '../support/told-states.js';

let csi: CsiInstallation;
let watch: StateWatch;
beforeAll(async () => {
  csi = await startWithSnapshots({
    namespaces: ['shop', 'blog'],
    world: (store) => aDatabasePod(store, 'shop', 'db-0'),
  });
  watch = await StateWatch.start(csi.holdfast);
});
afterEach(() => csi.holdfast.kubernetes.faults.clear());
afterAll(async () => {
  await watch.stop();
  await csi.holdfast.stop();
});

const never = new AbortController().signal;
const store = () => csi.holdfast.kubernetes.store;
const services = () => csi.holdfast.product.services;
const query = (sql: string) => csi.holdfast.database.query(sql);
const fault = (match: Fault['match'], what: Fault['do'], more: Partial<Fault> = {}) =>
  csi.holdfast.kubernetes.faults.add({ match, do: what, ...more });

type Ends<Catalog extends Readonly<Record<string, { readonly effect: IssueEffect }>>> = {
  [Code in keyof Catalog]: Catalog[Code]['effect'] extends 'NOTE' ? never : Code;
}[keyof Catalog];

/** What goes wrong with one that was asked for and has not begun; says how it is mended, where more than faults are to be cleared. */
type Way = (id: string) => Promise<Mend> | Mend;
type Mend = (() => unknown) | undefined;
interface BackupWay {
  /** Of which namespaces; shop and blog when absent. */
  readonly of?: readonly string[];
  readonly pre?: string;
  readonly post?: string;
  readonly filtered?: true;
  readonly happen: Way;
}
/** In which file it is made. */
type Elsewhere = `${string}.test.ts`;

const away = async (path: string) => {
  await rename(path, `${path}.away`);
  return () => rename(`${path}.away`, path);
};
const claims = (...names: readonly string[]) => {
  for (const name of names) csi.claim(name, name.endsWith('broken') ? { storageClass: 'broken' } : {});
  return () => {
    for (const name of names) csi.dropClaim(name);
  };
};
const brokenPool = (...names: readonly string[]) => {
  Object.assign(csi.times, { cutMs: 3_000, readyMs: 3_000 });
  csi.storage.behave('broken', { fails: 'rpc error: the pool is full' });
  const drop = claims(...names);
  return () => {
    drop();
    Object.assign(csi.times, { cutMs: 20_000, readyMs: 20_000 });
  };
};
const gone = (name: string) => {
  store().deleteNamespace(name, { instantly: true });
  return () => fillNamespace(store(), name);
};

/** Not made anywhere: the namespaces themselves are read whatever else is refused, so that something is always captured. */
const NO_WAY_IN = 'NOTHING_CAPTURED';

/** Complete by its type: a reason without a way in does not compile. */
const BACKUPS: Readonly<
  Record<Exclude<Ends<typeof ISSUE_CATALOG>, typeof NO_WAY_IN>, BackupWay | Elsewhere>
> = {
  NAMESPACE_MISSING: { happen: () => gone('blog') },
  NAMESPACE_LOST: {
    happen: () => {
      fault(/deployments/, () => void gone('blog'), { times: 1 });
      return () => fillNamespace(store(), 'blog');
    },
  },
  NOTHING_PRESENT: { of: ['never-there'], happen: () => undefined },
  KIND_UNREADABLE: { happen: () => void fault(/\/secrets/, { status: 403 }) },
  CLUSTER_UNAVAILABLE: { happen: () => void fault(/^\/api\/v1\/namespaces/, 'expired-token') },
  LOCATION_INVALID: { happen: () => away(csi.holdfast.location.path) },
  UPLOAD_FAILED: {
    happen: () => {
      const { path } = csi.holdfast.location;
      fault(/\/deployments/, () => rename(path, `${path}.away`), { times: 1 });
      return () => rename(`${path}.away`, path);
    },
  },
  CANCELLED: {
    happen: (id) => {
      fault(/\/deployments/, async () => void (await services().backups.cancel(id, csi.holdfast.actor)), {
        times: 1,
      });
    },
  },
  ATTEMPTS_EXHAUSTED: {
    happen: async (id) => void (await query(`UPDATE backup SET attempt = 99 WHERE id = '${id}'`)),
  },
  PRE_RULE_FAILED: { pre: 'break-before', happen: breaks },
  POST_RULE_FAILED: { post: 'break-after', happen: breaks },
  FILTER_UNMATCHED: { filtered: true, happen: () => undefined },
  VOLUME_FAILED: { happen: () => brokenPool('shop/data', 'shop/broken') },
  VOLUMES_ALL_FAILED: { happen: () => brokenPool('shop/broken', 'blog/broken') },
  VOLUME_SKIPPED: {
    happen: () => {
      csi.claim('shop/share', { driver: null });
      return () => csi.dropClaim('shop/share');
    },
  },
  VOLUME_LOST: {
    happen: () => {
      claims('shop/data', 'shop/logs');
      fault(/volumesnapshots\?/, () => csi.dropClaim('shop/data'), { method: 'POST', times: 1 });
      return () => csi.dropClaim('shop/logs');
    },
  },
  // A record that no code of ours writes.
  INTERNAL_ERROR: {
    happen: async (id) => void (await query(`UPDATE backup SET filter = '{}' WHERE id = '${id}'`)),
  },
  IMPORT_FAILED: 'velero-imports.test.ts',
  IMPORTED_INCOMPLETE: 'velero-imports.test.ts',
  CLUSTER_HIBERNATED: 'federated-sleep.test.ts',
  MACHINE_FAILED: 'machine-backups.test.ts',
  MACHINES_ALL_FAILED: 'machine-backups.test.ts',
  MACHINE_FREEZE_FAILED: 'machine-freezes.test.ts',
  MACHINE_THAW_FAILED: 'machine-freezes.test.ts',
  STORK_FAILED: 'federated-backups.test.ts',
  STORK_FOREIGN: 'federated-backups.test.ts',
  STORK_GONE: 'federated-backups.test.ts',
  STORK_STALLED: 'federated-backups.test.ts',
  STORK_INCOMPLETE: 'federated-backups.test.ts',
};

function breaks(): undefined {
  csi.holdfast.kubernetes.commands.on(/break-/, { exitCode: 3, stderr: 'busy' });
}

async function requested({ of = ['shop', 'blog'], pre, post, filtered }: BackupWay): Promise<Backup> {
  const { cluster, location, actor } = csi.holdfast;
  const rule = (kind: ExecRule['kind'], word: string) => aRule(csi.holdfast, kind, { command: [word] });
  const request = {
    ...{ clusterId: cluster.id, locationId: location.id, namespaces: of },
    ...(pre && { preRuleId: (await rule('PRE', pre)).id }),
    ...(post && { postRuleId: (await rule('POST', post)).id }),
    ...(filtered && {
      filter: { ...EVERY_RESOURCE, includeResources: ['configmaps', 'widgets.example.com'] },
    }),
  };
  return services().backups.create(request, actor);
}

const madeHere = <T extends object>(table: Readonly<Record<string, T | Elsewhere>>) =>
  Object.entries(table).filter((row): row is [string, T] => typeof row[1] !== 'string');
const madeElsewhere = (table: Readonly<Record<string, unknown>>) =>
  Object.entries(table).filter((row): row is [string, Elsewhere] => typeof row[1] === 'string');

describe('a backup', () => {
  it.each(madeHere<BackupWay>(BACKUPS))('%s is entered, read, told, and left again', async (reason, way) => {
    const { effect: state } = ISSUE_CATALOG[reason as IssueCode];
    const { id } = await requested(way);
    const { told, stop } = await watch.changesOf('Backup', id);
    expect(await watch.stateOf('backup', id)).toBe('IN_PROGRESS null');
    const mend = await way.happen(id);
    // A process shares looks that found nothing wrong for two seconds: another one looks afresh.
    const worker = csi.holdfast.anotherWorker();
    await csi.holdfast.run(id, worker);
    await worker.close();
    csi.holdfast.kubernetes.faults.clear();
    await mend?.();
    expect(await watch.stateOf('backup', id)).toBe(`${state} ${reason}`);
    await expect.poll(() => told).toEqual([{ from: 'IN_PROGRESS', to: state, reason }]);
    await services().backups.remove(id, { confirmLastCopy: true }, csi.holdfast.actor);
    expect(await watch.stateOf('backup', id)).toMatch(/^DELETING /);
    await csi.holdfast.product.handlers['delete-backup']({ backupId: id }, never);
    await expect.poll(() => told.slice(1).map(({ to }) => to)).toEqual(['DELETING', null]);
    await stop();
    expect(await csi.holdfast.backUp('shop', 'blog')).toMatchObject({ state: 'SUCCESS' });
  });

  it.each(madeElsewhere(BACKUPS))('%s is made in %s', isMadeThere);
});

let copies = 0;
interface RestoreWay {
  readonly happen: (id: string, of: { readonly backup: Backup; readonly into: string }) => ReturnType<Way>;
}
const refused = (message: string, status = 403): RestoreWay => ({
  happen: (_id, { into }) => {
    const body = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code: status,
      reason: 'Forbidden',
      message,
    };
    fault(new RegExp(`/namespaces/${into}/configmaps`), { status, body }, { method: 'POST' });
  },
});

const RESTORES: Readonly<Record<Ends<typeof RESTORE_ISSUES>, RestoreWay | Elsewhere>> = {
  CONFLICT_KEPT: {
    happen: (_id, { into }) => {
      fillNamespace(store(), into);
    },
  },
  REFUSED: refused('ConfigMap "settings" is invalid: data: Invalid value', 422),
  QUOTA_EXCEEDED: refused(
    'configmaps "settings" is forbidden: exceeded quota: small, requested: count/configmaps=1',
  ),
  WEBHOOK_REFUSED: refused('admission webhook "guard.example.com" denied the request: images must be signed'),
  FORBIDDEN: refused(
    'configmaps is forbidden: User "holdfast" cannot create resource "configmaps" in API group ""',
  ),
  BACKUP_UNREADABLE: {
    happen: (_id, { backup }) => away(join(csi.holdfast.location.path, 'backups', backup.id, '1')),
  },
  LOCATION_INVALID: { happen: () => away(csi.holdfast.location.path) },
  CLUSTER_UNAVAILABLE: { happen: () => void fault(/./, 'expired-token') },
  CANCELLED: {
    happen: (id, { into }) => {
      const cancel = async () => void (await services().restores.cancel(id, csi.holdfast.actor));
      fault(new RegExp(`/namespaces/${into}/`), cancel, { times: 1 });
    },
  },
  ATTEMPTS_EXHAUSTED: {
    happen: async (id) => void (await query(`UPDATE restore SET attempt = 99 WHERE id = '${id}'`)),
  },
  INTERNAL_ERROR: {
    happen: async (id) => void (await query(`UPDATE restore SET options = '{}' WHERE id = '${id}'`)),
  },
  NOTHING_RESTORED: '../engines/direct/restore/faults.test.ts',
  KIND_NOT_SERVED: '../engines/direct/restore/faults.test.ts',
  NAMESPACE_TERMINATING: '../engines/direct/restore/faults.test.ts',
  VOLUME_NOT_RESTORED: 'federated-restores.test.ts',
  OBJECT_DAMAGED: '../engines/direct/restore/faults.test.ts',
  STORK_FAILED: 'federated-restores.test.ts',
  STORK_INCOMPLETE: 'federated-restores.test.ts',
  STORK_STALLED: 'federated-restores.test.ts',
  STORK_FOREIGN: 'federated-restores.test.ts',
  STORK_GONE: 'federated-restores.test.ts',
};

describe('a restore', () => {
  let backup: Backup;
  beforeAll(async () => {
    ({ backup } = await csi.holdfast.backUp('shop'));
  });

  async function restored(): Promise<{ readonly id: string; readonly into: string }> {
    const into = `copy-${++copies}`;
    const options = restoreOptions({ namespaceMapping: { shop: into } });
    const { id } = await services().restores.create({ backupId: backup.id, options }, csi.holdfast.actor);
    return { id, into };
  }
  const run = (id: string) => runRestore(id, csi.holdfast.product.world, never);

  it.each(madeHere<RestoreWay>(RESTORES))(
    '%s is entered, read, told, and left again',
    async (reason, { happen }) => {
      const { effect: state } = RESTORE_ISSUES[reason as RestoreIssueCode];
      const { id, into } = await restored();
      const { told, stop } = await watch.changesOf('Restore', id);
      expect(await watch.stateOf('restore', id)).toBe('IN_PROGRESS null');
      const mend = await happen(id, { backup, into });
      await run(id);
      csi.holdfast.kubernetes.faults.clear();
      await mend?.();
      expect(await watch.stateOf('restore', id)).toBe(`${state} ${reason}`);
      await expect.poll(() => told).toEqual([{ from: 'IN_PROGRESS', to: state, reason }]);
      await services().restores.remove(id, csi.holdfast.actor);
      await expect.poll(() => told.at(-1)).toMatchObject({ from: state, to: null });
      await stop();
      const again = await restored();
      await run(again.id);
      expect(await watch.stateOf('restore', again.id)).toBe('SUCCESS null');
    },
  );

  it.each(madeElsewhere(RESTORES))('%s is made in %s', isMadeThere);
});

describe('a schedule', () => {
  it('is SUSPENDED when somebody suspends it (SUSPEND), and ACTIVE again when somebody resumes it (RESUME)', async () => {
    const { cluster, location, actor } = csi.holdfast;
    const { id } = await services().schedules.create(
      {
        ...{ name: 'nightly', clusterId: cluster.id, locationId: location.id },
        selection: { kind: 'ALL' },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      actor,
    );
    const { told, stop } = await watch.changesOf('BackupSchedule', id);
    expect(await watch.stateOf('backupSchedule', id)).toBe('ACTIVE null');
    await services().schedules.suspend(id, actor);
    expect(await watch.stateOf('backupSchedule', id)).toMatch(/^SUSPENDED suspended by /);
    await expect.poll(() => told).toEqual([{ from: 'ACTIVE', to: 'SUSPENDED', reason: 'SUSPEND' }]);
    await services().schedules.resume(id, actor);
    expect(await watch.stateOf('backupSchedule', id)).toBe('ACTIVE null');
    await expect.poll(() => told.at(-1)).toEqual({ from: 'SUSPENDED', to: 'ACTIVE', reason: 'RESUME' });
    await stop();
  });
});

function isMadeThere(reason: string, file: string): void {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  expect(text).toMatch(new RegExp(`\\b${reason}\\b`));
}
