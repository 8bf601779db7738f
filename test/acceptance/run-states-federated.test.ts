/** Every reason for which a backup or a restore of a cluster that does the work by itself ends as it does: as run-states.test.ts has it. */
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Backup } from '../../src/domain/backup.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { restoreOptions } from '../factories/restores.js';
import { type GardenStandIn, startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS, RESTORES } from '../stand-ins/stork/stork-kinds.js';
import { FederatedInstallation } from '../support/federated-installation.js';
import { QueueBell } from '../support/queue-bell.js';
import {
  type AskedRestore,
  type BackupWay,
  type FederatedBackupReason,
  type FederatedRestoreReason,
  type Mend,
  type RestoreWay,
  walkBackup,
  walkRestore,
} from '../support/run-reasons.js';
import { StateWatch } from '../support/told-states.js';

const STORK_TIMES = { pollMs: 10, watchMs: 2_000, goneMs: 5_000 };
/** Of a worker that does not wait long for a Stork that stands still. */
const IMPATIENT = { storkTimes: { ...STORK_TIMES, stallMs: 400 } };

let harbour: FederatedInstallation;
let watch: StateWatch;
let garden: GardenStandIn;
let bell: QueueBell;
/** A shoot of the garden that may be put to sleep: the same Stork, known by a discovery and not by hand. */
let shoot: string;
let discovery: string;
let backup: Backup;

beforeAll(async () => {
  bell = new QueueBell();
  harbour = await FederatedInstallation.start({
    ...{ bell, namespaces: ['shop', 'blog'], storkTimes: STORK_TIMES },
    storkLocationTimes: { pollMs: 10 },
  });
  build(harbour.store, ...aBoundClaim('shop', 'data'), ...aBoundClaim('shop', 'logs'));
  ({ backup } = await harbour.backUp('shop', 'blog'));
  watch = await StateWatch.start(harbour.holdfast);
});
afterEach(() => {
  harbour.holdfast.kubernetes.faults.clear();
  harbour.stork.faults.healRuns();
});
afterAll(async () => {
  await watch.stop();
  await harbour.stop();
});

const services = () => harbour.holdfast.product.services;
const good = () => harbour.request('shop');

/** Stork stands still before this until it is released. */
const holding = (what: 'backup' | 'restore'): Mend =>
  harbour.stork.faults.holdBefore('Applications', what).release;

/** Somebody takes the instruction away while Stork works on it. */
function takenAway(what: 'backup' | 'restore', go: () => void): Mend {
  const hold = harbour.stork.faults.holdBefore('Applications', what);
  void hold.reached.then(() => {
    go();
    hold.release();
  });
  return undefined;
}

/** Somebody else has an instruction of that name. */
function foreign(resource: string, name: string, spec: object): Mend {
  const namespace = harbour.stork.adminNamespace;
  harbour.store.create(resource, { metadata: { name, namespace }, spec });
  return () => harbour.store.delete(resource, name, namespace);
}

const partly = (): Mend => {
  const { faults } = harbour.stork;
  faults.endsPartially = 'the pods of an operator could not be quieted';
  return () => faults.healRuns();
};

/** Complete by its type: a reason without a way in does not compile. */
const BACKUP_WAYS: Readonly<Record<FederatedBackupReason, BackupWay>> = {
  STORK_FAILED: {
    happen: () => {
      const { faults } = harbour.stork;
      faults.failStage('Applications', 'the upload was refused');
      return () => faults.healRuns();
    },
  },
  STORK_INCOMPLETE: { happen: partly },
  STORK_STALLED: { worker: IMPATIENT, happen: () => holding('backup') },
  STORK_FOREIGN: {
    happen: (id) =>
      foreign(BACKUPS, storkNames.backup(id), { namespaces: ['blog'], backupLocation: 'theirs' }),
  },
  STORK_GONE: {
    happen: (id) =>
      takenAway('backup', () =>
        harbour.store.delete(BACKUPS, storkNames.backup(id), harbour.stork.adminNamespace),
      ),
  },
  CLUSTER_HIBERNATED: {
    ask: ofShoot,
    happen: () => {
      garden.hibernate('blue');
      harbour.holdfast.kubernetes.faults.add({ match: /./, do: 'reset-before-headers' });
      return async () => {
        garden.wakeUp('blue');
        await services().discoveries.discover(discovery, harbour.holdfast.actor);
        await bell.settle(harbour.holdfast.product.handlers);
      };
    },
    again: ofShoot,
  },
};

function ofShoot(): Promise<Backup> {
  const asked = { clusterId: shoot, locationId: harbour.location.id, namespaces: ['shop'] };
  return services().backups.create(asked, harbour.holdfast.actor);
}

describe('a backup', () => {
  beforeAll(async () => {
    const { kubernetes, actor, product } = harbour.holdfast;
    garden = await startGarden({ cluster: kubernetes });
    garden.addShoot('blue');
    const asked = { name: 'dev', kubeconfig: garden.kubeconfig(), intervalMinutes: 15 };
    ({ id: discovery } = await services().discoveries.create(asked, actor));
    await bell.settle(product.handlers);
    await product.handlers['probe-clusters']({}, new AbortController().signal);
    const found = (await product.world.work.stores.clusters.all()).find(({ name }) => name === 'dev--blue');
    shoot = found!.id;
    await services().connections.create({ clusterId: shoot, locationId: harbour.location.id }, actor);
  });
  afterAll(() => garden.stop());

  it.each(Object.entries(BACKUP_WAYS) as [FederatedBackupReason, BackupWay][])(
    '%s is entered, read, told, and left again',
    (reason, way) => walkBackup({ holdfast: harbour.holdfast, watch, good }, reason, way),
  );
});

let copies = 0;
async function ask(): Promise<AskedRestore> {
  const into = `copy-${++copies}`;
  const options = restoreOptions({ namespaceMapping: { shop: into, blog: `${into}-blog` } });
  const { id } = await services().restores.create({ backupId: backup.id, options }, harbour.holdfast.actor);
  return { id, backup, into };
}

/** Complete by its type: a reason without a way in does not compile. */
const RESTORE_WAYS: Readonly<Record<FederatedRestoreReason, RestoreWay>> = {
  STORK_FAILED: {
    happen: () => {
      const { faults } = harbour.stork;
      faults.failVolume('shop/data', 'no such snapshot');
      return () => faults.healRuns();
    },
  },
  STORK_INCOMPLETE: { happen: partly },
  STORK_STALLED: { worker: IMPATIENT, happen: () => holding('restore') },
  STORK_FOREIGN: {
    happen: ({ id }) =>
      foreign(RESTORES, storkNames.restore(id), { backupName: 'theirs', backupLocation: 'theirs' }),
  },
  STORK_GONE: {
    happen: ({ id }) =>
      takenAway('restore', () =>
        harbour.store.delete(RESTORES, storkNames.restore(id), harbour.stork.adminNamespace),
      ),
  },
};

describe('a restore', () => {
  it.each(Object.entries(RESTORE_WAYS) as [FederatedRestoreReason, RestoreWay][])(
    '%s is entered, read, told, and left again',
    (reason, way) => walkRestore({ holdfast: harbour.holdfast, watch, ask }, reason, way),
  );
});
