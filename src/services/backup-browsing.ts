/** Looks into backups: what one holds, object by object, and what has changed since. Changes nothing. */
import { readManifest } from '../cycle/read-manifest.js';
import type { Backup } from '../domain/backup.js';
import type { Comparison, ComparisonScope } from '../domain/comparison.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import { namespaceListFaults } from '../domain/names.js';
import { assertMode } from '../domain/operation-mode.js';
import type {
  BackupBrowser,
  BackupSource,
  NamesPage,
  NamesRequest,
  StoredObjectText,
} from '../domain/ports/backup-browser.js';
import type { BackupCipher } from '../domain/ports/backup-cipher.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { isResourceName, noResourceName } from '../domain/resource-name.js';
import type { ObjectName } from '../domain/restore.js';
import { mappingFaults } from '../domain/restore-faults.js';
import { assertOperation } from '../domain/state-machine.js';
import { assertSeen, assertVisibleNames, authorise } from './authorisation.js';
import { refuse } from './faults.js';

export interface BackupBrowsingPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly browser: BackupBrowser;
  readonly cipher: BackupCipher;
}

const MAX_RESOURCES = 200;
/** A large backup is read once for each side. */
const LOOK_MS = 120_000;

export class BackupBrowsing {
  constructor(private readonly ports: BackupBrowsingPorts) {}

  /** Names of the objects of one kind in one namespace. @throws NotFound, InvalidInput, OperationNotAllowed, StorageFailed */
  async names(id: string, request: NamesRequest, viewer: Actor): Promise<NamesPage> {
    refuse(resourceFaults('resource', [request.resource]));
    return this.#look(async (signal) =>
      this.ports.browser.names(await this.#open(id, viewer, signal), request, signal),
    );
  }

  /** One object as it was stored; the values of a Secret are masked. @throws NotFound, InvalidInput, OperationNotAllowed, StorageFailed */
  object(id: string, name: ObjectName, viewer: Actor): Promise<StoredObjectText> {
    return this.#read(id, name, { reveal: false, viewer });
  }

  /** The same with the values of a Secret. @throws Forbidden besides */
  async reveal(id: string, name: ObjectName, actor: Actor): Promise<StoredObjectText> {
    await this.#find(id, actor);
    await authorise(this.ports.work.stores, actor, 'Backup.revealSecrets', { resource: 'Backup', id });
    return this.#read(id, name, { reveal: true, viewer: actor });
  }

  /** What differs in `afterId` from `id`. @throws NotFound, InvalidInput, OperationNotAllowed, StorageFailed */
  async compare(id: string, afterId: string, scope: ComparisonScope, viewer: Actor): Promise<Comparison> {
    refuse(scopeFaults(scope));
    return this.#look(async (signal) => {
      const before = await this.#open(id, viewer, signal);
      const after = await this.#open(afterId, viewer, signal);
      refuse(strangerFaults(scope, [before, after]), mappingFaultsOf(before, scope));
      return this.ports.browser.compare(before, after, scope, signal);
    });
  }

  /** What differs in a cluster now: the backup's own, or another. @throws ClusterCallFailed besides */
  async compareWithCluster(
    id: string,
    clusterId: string | null,
    scope: ComparisonScope,
    viewer: Actor,
  ): Promise<Comparison> {
    refuse(scopeFaults(scope));
    const { stores } = this.ports.work;
    const { clusterId: own } = await this.#find(id, viewer);
    const asked = clusterId ?? own;
    const row = await stores.clusters.find(asked);
    const cluster = await assertSeen(stores, viewer, 'Cluster', { id: asked, row });
    return this.#look(async (signal) => {
      const before = await this.#open(id, viewer, signal);
      refuse(strangerFaults(scope, [before]), mappingFaultsOf(before, scope));
      const held = scope.namespaces ?? heldBy(before);
      const namespaces = held.map((name) => scope.namespaceMapping[name] ?? name);
      await assertVisibleNames(stores, viewer, { clusterId: cluster.id, namespaces });
      return this.ports.browser.compareWithCluster(before, cluster.id, scope, signal);
    });
  }

  async #read(
    id: string,
    name: ObjectName,
    { reveal, viewer }: { readonly reveal: boolean; readonly viewer: Actor },
  ): Promise<StoredObjectText> {
    refuse(resourceFaults('resource', [name.resource]));
    const found = await this.#look(async (signal) =>
      this.ports.browser.object(await this.#open(id, viewer, signal), name, { reveal, signal }),
    );
    if (found === undefined) throw new NotFound('Object', objectText(name));
    return found;
  }

  async #find(id: string, viewer: Actor): Promise<Backup> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'Backup', { id, row: await stores.backups.find(id) });
  }

  /** What can be restored can be looked into. */
  async #open(id: string, viewer: Actor, signal: AbortSignal): Promise<BackupSource> {
    const backup = await this.#find(id, viewer);
    assertMode(backup.mode, { supports: ['CLASSIC'], what: 'A look into a backup' });
    assertOperation('Backup', backup, 'verify');
    const location = await this.ports.work.stores.locations.find(backup.locationId);
    if (location === undefined) throw new NotFound('BackupLocation', backup.locationId);
    const store = await this.ports.locations.open(location, signal);
    const { cipher } = this.ports;
    const encrypted = backup.encryptionKeyIds !== null;
    return { store, ...(await readManifest(store, id, { cipher, encrypted, signal })) };
  }

  /** @throws DependencyFailure when it takes too long */
  async #look<T>(look: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(LOOK_MS);
    try {
      return await look(signal);
    } catch (error) {
      if (error !== signal.reason) throw error;
      const message = `It could not be read within ${LOOK_MS / 1_000} s: name fewer namespaces or kinds.`;
      throw new DependencyFailure(message, { dependency: 'backup' });
    }
  }
}

function scopeFaults({ namespaces, resources }: ComparisonScope): FieldFault[] {
  return [
    ...(namespaces === null ? [] : namespaceListFaults('namespaces', namespaces)),
    ...(resources === null ? [] : resourceFaults('resources', resources)),
  ];
}

function heldBy({ manifest }: BackupSource): readonly string[] {
  return manifest.namespaces.filter(({ fate }) => fate === 'INCLUDED').map(({ name }) => name);
}

/** A name that no side holds would be found the same. */
function strangerFaults({ namespaces }: ComparisonScope, sides: readonly BackupSource[]): FieldFault[] {
  const held = sides.flatMap(heldBy);
  const strangers = (namespaces ?? []).filter((name) => !held.includes(name));
  return strangers.map((name) => {
    const quoted = JSON.stringify(name);
    return { path: 'namespaces', message: `no backup that is compared holds the namespace ${quoted}` };
  });
}

function mappingFaultsOf({ manifest }: BackupSource, { namespaces, namespaceMapping }: ComparisonScope) {
  return mappingFaults(manifest.namespaces, { scope: { namespaces, objects: null }, namespaceMapping });
}

function resourceFaults(path: string, resources: readonly string[]): FieldFault[] {
  if (resources.length > MAX_RESOURCES)
    return [{ path, message: `${resources.length} kinds are too many: ${MAX_RESOURCES} at most` }];
  const bad = resources.find((each) => !isResourceName(each));
  return bad === undefined ? [] : [{ path, message: noResourceName(bad) }];
}

function objectText({ resource, namespace, name }: ObjectName): string {
  return `${resource} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
