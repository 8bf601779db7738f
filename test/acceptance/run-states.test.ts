/**
 * Every reason for which a backup of a classic cluster ends as it does: made by the world, read by GraphQL and told by a subscription, and left
 * again. Those of a cluster that does the work by itself: run-states-federated.test.ts; of restores: run-states-restores.test.ts.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { payOwedRules } from '../../src/cycle/owed-rules.js';
import type { Backup } from '../../src/domain/backup.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { ExecRule } from '../../src/domain/exec-rule.js';
import type { MachineSelection } from '../../src/domain/machine-selection.js';
import { EVERY_RESOURCE } from '../../src/domain/resource-filter.js';
import type { BackupRequest } from '../../src/services/backup-service.js';
import { type BucketOptions, configMap, namespaceOf } from '../engines/velero/velero-bucket.js';
import type { Fault } from '../stand-ins/kubernetes/faults.js';
import type { GuestBehaviour } from '../stand-ins/kubernetes/kubevirt/kubevirt.js';
import type { MachineOptions } from '../stand-ins/kubernetes/worlds/machines.js';
import { fillNamespace } from '../support/installation.js';
import { type MachineInstallation, startWithMachines } from '../support/machine-installation.js';
import { aDatabasePod, aRule } from '../support/rules.js';
import { type BackupWay, type ClassicBackupReason, type Mend, walkBackup } from '../support/run-reasons.js';
import { StateWatch } from '../support/told-states.js';
import { leaveVeleroBackup } from '../support/velero-folder.js';

let world: MachineInstallation;
let watch: StateWatch;
beforeAll(async () => {
  world = await startWithMachines({
    namespaces: ['shop', 'blog'],
    world: (store) => aDatabasePod(store, 'shop', 'db-0'),
  });
  watch = await StateWatch.start(world.holdfast);
});
afterEach(() => world.holdfast.kubernetes.faults.clear());
afterAll(async () => {
  await watch.stop();
  await world.holdfast.stop();
});

const never = new AbortController().signal;
const store = () => world.holdfast.kubernetes.store;
const services = () => world.holdfast.product.services;
const query = (sql: string) => world.holdfast.database.query(sql);
const fault = (match: Fault['match'], what: Fault['do'], more: Partial<Fault> = {}) =>
  world.holdfast.kubernetes.faults.add({ match, do: what, ...more });

function ask(of: Partial<BackupRequest> = { namespaces: ['shop', 'blog'] }): Promise<Backup> {
  const { cluster, location, actor } = world.holdfast;
  return services().backups.create({ clusterId: cluster.id, locationId: location.id, ...of }, actor);
}

const away = async (path: string) => {
  await rename(path, `${path}.away`);
  return () => rename(`${path}.away`, path);
};
const claims = (...names: readonly string[]) => {
  for (const name of names) world.claim(name, name.endsWith('broken') ? { storageClass: 'broken' } : {});
  return () => {
    for (const name of names) world.dropClaim(name);
  };
};
/** @param cutMs how long the cut is waited for: where nothing is ever cut, a busy machine changes nothing */
const brokenPool = (cutMs: number, ...names: readonly string[]) => {
  Object.assign(world.times, { cutMs, readyMs: cutMs });
  world.storage.behave('broken', { fails: 'rpc error: the pool is full' });
  const drop = claims(...names);
  return () => {
    drop();
    Object.assign(world.times, { cutMs: 20_000, readyMs: 20_000 });
  };
};
const gone = (name: string) => {
  store().deleteNamespace(name, { instantly: true });
  return () => fillNamespace(store(), name);
};

function withRule(kind: ExecRule['kind'], word: string): BackupWay {
  return {
    ask: async () => {
      const { id } = await aRule(world.holdfast, kind, { command: [word] });
      const rules = kind === 'PRE' ? { preRuleId: id } : { postRuleId: id };
      return ask({ namespaces: ['shop', 'blog'], ...rules });
    },
    happen: () => {
      world.holdfast.kubernetes.commands.on(/break-/, { exitCode: 3, stderr: 'busy' });
      return undefined;
    },
  };
}

interface Machines {
  readonly of: Readonly<Record<string, MachineOptions>>;
  readonly guest?: GuestBehaviour;
  readonly freeze?: boolean;
  readonly happen?: () => unknown;
}

/** Of `vms/db`, and of more. */
function withMachines({ of, guest = {}, freeze = true, happen }: Machines): BackupWay {
  const selection: MachineSelection = { machines: null, namespaces: ['vms'], selector: null, freeze };
  return {
    ask: async () => {
      for (const [name, how] of Object.entries(of)) await world.machine(`vms/${name}`, how);
      return ask({ virtualMachines: selection });
    },
    happen: () => {
      world.kubevirt.behave('vms/db', guest);
      happen?.();
      return async () => {
        await payOwedRules(world.holdfast.product.world, never);
        expect(world.kubevirt.frozen.size).toBe(0);
        world.kubevirt.behave('vms/db', {});
        store().deleteNamespace('vms', { instantly: true });
      };
    },
  };
}

function ofVelero(
  veleroName: string,
  options: BucketOptions,
  happen = async (_folder: string) => {},
): BackupWay {
  const folder = () => join(world.holdfast.location.path, 'backups', veleroName);
  return {
    ask: async () => {
      const { cluster, location, actor } = world.holdfast;
      const things = [namespaceOf('shop'), configMap('shop', 'settings')];
      await leaveVeleroBackup(location.path, veleroName, things, options);
      const request = { locationId: location.id, veleroName, clusterId: cluster.id };
      return services().veleroImports.import(request, actor);
    },
    happen: async () => {
      await happen(folder());
      return () => rm(folder(), { recursive: true });
    },
  };
}

const INIT = { volumes: [{ name: 'init', cloudInitNoCloud: { secretRef: { name: 'db-init' } } }] };

/** Complete by its type: a reason without a way in does not compile. */
const WAYS: Readonly<Record<ClassicBackupReason, BackupWay>> = {
  NAMESPACE_MISSING: { happen: () => gone('blog') },
  NAMESPACE_LOST: {
    happen: () => {
      fault(/deployments/, () => void gone('blog'), { times: 1 });
      return () => fillNamespace(store(), 'blog');
    },
  },
  NOTHING_PRESENT: { ask: () => ask({ namespaces: ['never-there'] }) },
  // All that the credential may still see is what namespaces are called, and a kind of which there is nothing.
  NOTHING_CAPTURED: {
    happen: () => {
      const { kubernetes } = world.holdfast;
      const rule = { verbs: ['list'], apiGroups: ['', 'batch'], resources: ['namespaces', 'cronjobs'] };
      kubernetes.addToken(kubernetes.adminToken, { user: 'holdfast', rules: [rule] });
      return () => kubernetes.addToken(kubernetes.adminToken, { user: 'admin', groups: ['system:masters'] });
    },
  },
  KIND_UNREADABLE: { happen: () => denied(/\/secrets/) },
  CLUSTER_UNAVAILABLE: {
    happen: () => {
      fault(/^\/api\/v1\/namespaces/, 'expired-token');
      return undefined;
    },
  },
  LOCATION_INVALID: { happen: () => away(world.holdfast.location.path) },
  UPLOAD_FAILED: {
    happen: () => {
      const { path } = world.holdfast.location;
      fault(/\/deployments/, () => rename(path, `${path}.away`), { times: 1 });
      return () => rename(`${path}.away`, path);
    },
  },
  CANCELLED: {
    happen: (id) => {
      const cancel = async () => void (await services().backups.cancel(id, world.holdfast.actor));
      fault(/\/deployments/, cancel, { times: 1 });
      return undefined;
    },
  },
  ATTEMPTS_EXHAUSTED: { happen: (id) => written(id, 'attempt = 99') },
  // A record that no code of ours writes.
  INTERNAL_ERROR: { happen: (id) => written(id, "filter = '{}'") },
  PRE_RULE_FAILED: withRule('PRE', 'break-before'),
  POST_RULE_FAILED: withRule('POST', 'break-after'),
  FILTER_UNMATCHED: {
    ask: () => {
      const filter = { ...EVERY_RESOURCE, includeResources: ['configmaps', 'widgets.example.com'] };
      return ask({ namespaces: ['shop', 'blog'], filter });
    },
  },
  VOLUME_FAILED: { happen: () => brokenPool(3_000, 'shop/data', 'shop/broken') },
  VOLUMES_ALL_FAILED: { happen: () => brokenPool(300, 'shop/broken', 'blog/broken') },
  VOLUME_SKIPPED: {
    happen: () => {
      world.claim('shop/share', { driver: null });
      return () => world.dropClaim('shop/share');
    },
  },
  VOLUME_LOST: {
    happen: () => {
      claims('shop/data', 'shop/logs');
      fault(/volumesnapshots\?/, () => world.dropClaim('shop/data'), { method: 'POST', times: 1 });
      return () => world.dropClaim('shop/logs');
    },
  },
  IMPORT_FAILED: ofVelero('damaged', {}, (folder) => writeFile(join(folder, 'damaged.tar.gz'), 'no tar')),
  IMPORTED_INCOMPLETE: ofVelero('partial', { phase: 'PartiallyFailed', errors: 2 }),
  // It goes after the plan, and with it nothing that a snapshot is cut of.
  MACHINE_FAILED: withMachines({
    of: { db: {}, big: { disks: [] } },
    freeze: false,
    happen: () => {
      const drop = () => store().delete('virtualmachines.kubevirt.io', 'big', 'vms');
      fault(/volumesnapshots\?/, drop, { method: 'POST', times: 1 });
    },
  }),
  MACHINES_ALL_FAILED: withMachines({ of: { db: { spec: INIT } }, happen: () => denied(/\/secrets\?/) }),
  MACHINE_FREEZE_FAILED: withMachines({ of: { db: {} }, guest: { freezeFails: 'the guest is busy' } }),
  MACHINE_THAW_FAILED: withMachines({ of: { db: {} }, happen: () => denied(/\/unfreeze/) }),
};

function denied(match: RegExp): Mend {
  fault(match, { status: 403 });
  return undefined;
}

async function written(id: string, what: string): Promise<Mend> {
  await query(`UPDATE backup SET ${what} WHERE id = '${id}'`);
  return undefined;
}

describe('a backup', () => {
  it.each(Object.entries(WAYS) as [ClassicBackupReason, BackupWay][])(
    '%s is entered, read, told, and left again',
    (reason, way) => walkBackup({ holdfast: world.holdfast, watch, good: ask }, reason, way),
  );
});

describe('a schedule', () => {
  it('is SUSPENDED when somebody suspends it (SUSPEND), and ACTIVE again when somebody resumes it (RESUME)', async () => {
    const { cluster, location, actor } = world.holdfast;
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
