/** Every reason for which a restore of a classic cluster ends as it does: as run-states.test.ts has it for backups. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, it } from 'vitest';
import type { Backup } from '../../src/domain/backup.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { decodeIndex } from '../../src/engines/direct/frame-index.js';
import { WIDGETS } from '../engines/direct/restore/every-kind.js';
import { restoreOptions } from '../factories/restores.js';
import type { Fault } from '../stand-ins/kubernetes/faults.js';
import { aCustomResourceDefinition } from '../stand-ins/kubernetes/worlds/custom-resources.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { type CsiInstallation, startWithSnapshots } from '../support/csi-installation.js';
import { fillNamespace } from '../support/installation.js';
import {
  type AskedRestore,
  type ClassicRestoreReason,
  type Mend,
  type RestoreWay,
  walkRestore,
} from '../support/run-reasons.js';
import { StateWatch } from '../support/told-states.js';

let csi: CsiInstallation;
let watch: StateWatch;
/** By namespace. */
const backups = new Map<string, Backup>();
beforeAll(async () => {
  csi = await startWithSnapshots({
    namespaces: ['shop', 'disk'],
    world: (objects) => build(objects, aCustomResourceDefinition(WIDGETS)),
  });
  csi.claim('disk/data');
  await store().settled();
  store().create('widgets.shop.example.com', { metadata: { namespace: 'shop', name: 'gear' }, spec: {} });
  for (const name of ['shop', 'disk']) backups.set(name, (await csi.holdfast.backUp(name)).backup);
  watch = await StateWatch.start(csi.holdfast);
});
afterEach(() => csi.holdfast.kubernetes.faults.clear());
afterAll(async () => {
  await watch.stop();
  await csi.holdfast.stop();
});

const store = () => csi.holdfast.kubernetes.store;
const services = () => csi.holdfast.product.services;
const fault = (match: Fault['match'], what: Fault['do'], more: Partial<Fault> = {}): Mend => {
  csi.holdfast.kubernetes.faults.add({ match, do: what, ...more });
  return undefined;
};

let copies = 0;
async function ask({ of = 'shop', options = {} }: Partial<RestoreWay> = {}): Promise<AskedRestore> {
  const into = `copy-${++copies}`;
  const backup = backups.get(of)!;
  const asked = {
    backupId: backup.id,
    options: restoreOptions({ namespaceMapping: { [of]: into }, ...options }),
  };
  const { id } = await services().restores.create(asked, csi.holdfast.actor);
  return { id, backup, into };
}

const away = async (path: string) => {
  await rename(path, `${path}.away`);
  return () => rename(`${path}.away`, path);
};
const written = async ({ id }: AskedRestore, what: string): Promise<Mend> => {
  await csi.holdfast.database.query(`UPDATE restore SET ${what} WHERE id = '${id}'`);
  return undefined;
};
const answer = (message: string, code: number) => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason: 'Forbidden', message },
});
const refused = (message: string, status = 403): RestoreWay => ({
  happen: ({ into }) =>
    fault(new RegExp(`/namespaces/${into}/configmaps`), answer(message, status), { method: 'POST' }),
});
/** Cluster-scoped objects are left as they are. */
const NAMESPACED = { scope: { ...restoreOptions().scope, clusterScoped: false } };

/** A few bytes of its ConfigMaps are others from now on. */
async function damage({ id, attempt }: Backup): Promise<Mend> {
  const path = (key: string) => join(csi.holdfast.location.path, key);
  const file = path(backupKeys.resources(id, attempt));
  const { frames } = await decodeIndex(await readFile(path(backupKeys.index(id, attempt))));
  const { offset } = frames.find(({ resource }) => resource === 'configmaps')!;
  const whole = await readFile(file);
  await writeFile(file, Buffer.from(whole).fill(0, offset + 8, offset + 16));
  return () => writeFile(file, whole);
}

/** Complete by its type: a reason without a way in does not compile. */
const WAYS: Readonly<Record<ClassicRestoreReason, RestoreWay>> = {
  CONFLICT_KEPT: {
    happen: ({ into }) => {
      fillNamespace(store(), into);
      return undefined;
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
  NOTHING_RESTORED: {
    options: NAMESPACED,
    happen: () =>
      fault(
        /^\/api\/v1\/namespaces\?/,
        answer('admission webhook "names.example.com" denied the request: a namespace needs a team', 403),
        { method: 'POST' },
      ),
  },
  KIND_NOT_SERVED: {
    options: NAMESPACED,
    happen: async () => {
      store().delete('customresourcedefinitions', 'widgets.shop.example.com');
      await store().settled();
      return () => build(store(), aCustomResourceDefinition(WIDGETS));
    },
  },
  // It begins to go under the restore, and something holds it.
  NAMESPACE_TERMINATING: {
    happen: ({ into }) => {
      const metadata = { name: 'held', namespace: into, finalizers: ['example.com/hold'] };
      const go = () => {
        store().create('configmaps', { metadata });
        store().deleteNamespace(into);
      };
      fault(new RegExp(`/namespaces/${into}/`), go, { method: 'POST', times: 1 });
      return () =>
        store().patch('configmaps', 'held', { namespace: into, patch: { metadata: { finalizers: [] } } });
    },
  },
  // Somebody removed the snapshot from the cluster.
  VOLUME_NOT_RESTORED: {
    of: 'disk',
    happen: () => {
      const contents = 'volumesnapshotcontents.snapshot.storage.k8s.io';
      for (const { metadata } of store().list(contents)) {
        const { name } = metadata as { readonly name: string };
        store().patch(contents, name, { patch: { metadata: { finalizers: [] } } });
        store().delete(contents, name);
      }
      return undefined;
    },
  },
  OBJECT_DAMAGED: { happen: ({ backup }) => damage(backup) },
  BACKUP_UNREADABLE: {
    happen: ({ backup }) => away(join(csi.holdfast.location.path, 'backups', backup.id, '1')),
  },
  LOCATION_INVALID: { happen: () => away(csi.holdfast.location.path) },
  CLUSTER_UNAVAILABLE: { happen: () => fault(/./, 'expired-token') },
  CANCELLED: {
    happen: ({ id, into }) => {
      const cancel = async () => void (await services().restores.cancel(id, csi.holdfast.actor));
      return fault(new RegExp(`/namespaces/${into}/`), cancel, { times: 1 });
    },
  },
  ATTEMPTS_EXHAUSTED: { happen: (asked) => written(asked, 'attempt = 99') },
  INTERNAL_ERROR: { happen: (asked) => written(asked, "options = '{}'") },
};

it.each(Object.entries(WAYS) as [ClassicRestoreReason, RestoreWay][])(
  '%s is entered, read, told, and left again',
  (reason, way) => walkRestore({ holdfast: csi.holdfast, watch, ask }, reason, way),
);
