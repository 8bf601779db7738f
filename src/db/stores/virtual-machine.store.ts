import { randomUUID } from 'node:crypto';
import type { EntityManager, Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { VirtualMachineSort } from '../../domain/listing.js';
import type { LookGuard } from '../../domain/namespace-look.js';
import type { MachineFilter, VirtualMachineStore } from '../../domain/ports/machine-store.js';
import type { Page, SortedRequest } from '../../domain/ports/stores.js';
import { STATE_MATRIX, type VirtualMachineState } from '../../domain/state-matrix.js';
import {
  compareMachines,
  type MachineChanges,
  type MachineName,
  NOT_CHECKED,
  type ObservedMachine,
  type VirtualMachine,
} from '../../domain/virtual-machine.js';
import { VirtualMachineEntity } from '../entities/virtual-machine.entity.js';
import { storableCopy, storableJson } from '../storable-text.js';
import { conditionsOfList } from './list-conditions.js';
import { VIRTUAL_MACHINE_KEYS } from './list-sorts.js';
import { countByState } from './resource-rows.js';
import { type Conditions, RowReader } from './row-reader.js';
import { isUuid, knownId } from './sql.js';
import { visibleIn } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.VirtualMachine.states) as readonly VirtualMachineState[];
const READER = new RowReader(VirtualMachineEntity);

/** Takes the turn of writing: the row stays locked until the machines are written too. No clocks are compared. */
const TAKE_TURN = `
  INSERT INTO machine_look (cluster_id, observed_at, credential_version)
  SELECT id, $2::timestamptz, credential_version FROM cluster WHERE id = $1 AND credential_version = $3
  ON CONFLICT (cluster_id) DO UPDATE
    SET observed_at = EXCLUDED.observed_at, credential_version = EXCLUDED.credential_version
    WHERE machine_look.observed_at IS NOT DISTINCT FROM $4::timestamptz
  RETURNING cluster_id`;

const FIELDS = `uid, labels, printable_status, run_strategy, agent_connected, state, state_reason, state_message,
  state_changed_at`;

/** `created_at` and the name stay as they were. */
const WRITE = `
  INSERT INTO virtual_machine (id, cluster_id, namespace, name, created_at, ${FIELDS})
  SELECT id, cluster_id, namespace, name, created_at, ${FIELDS}
  FROM jsonb_to_recordset($1::jsonb) AS source (id uuid, cluster_id uuid, namespace text, name text, uid text,
    labels jsonb, printable_status text, run_strategy text, agent_connected boolean, state text, state_reason text,
    state_message text, state_changed_at timestamptz, created_at timestamptz)
  ON CONFLICT (id) DO UPDATE SET (${FIELDS}) = ROW (${FIELDS.replaceAll(/\w+/g, 'EXCLUDED.$&')})`;

export class PostgresVirtualMachineStore implements VirtualMachineStore {
  private readonly rows: Repository<VirtualMachine>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(VirtualMachineEntity);
  }

  async guard(clusterId: string): Promise<LookGuard | undefined> {
    if (!isUuid(clusterId)) return undefined;
    const [row] = await this.manager.query<LookGuard[]>(
      `SELECT cluster.credential_version AS "credentialVersion", observed_at AS "observedBefore"
       FROM cluster LEFT JOIN machine_look ON cluster_id = id WHERE id = $1`,
      [clusterId],
    );
    return row;
  }

  async record(
    clusterId: string,
    { credentialVersion, observedBefore }: LookGuard,
    { at, machines }: { readonly at: Date; readonly machines: readonly ObservedMachine[] },
  ): Promise<MachineChanges | undefined> {
    if (this.manager.queryRunner?.isTransactionActive !== true)
      throw new Error('what a look saw is written in a transaction only');
    const taken = await this.manager.query<unknown[]>(TAKE_TURN, [
      clusterId,
      at,
      credentialVersion,
      observedBefore,
    ]);
    if (taken.length === 0) return undefined;
    // As they would be stored, or what differs in nothing but a NUL would be written at every look.
    const seen = storableCopy(machines);
    const changes = compareMachines(await this.#ofCluster(clusterId), seen, {
      clusterId,
      at,
      newId: randomUUID,
    });
    await this.#write([...changes.found, ...changes.changed.map(({ after }) => after)]);
    await this.manager.query('DELETE FROM virtual_machine WHERE id = ANY($1::uuid[])', [
      changes.gone.map(({ id }) => id),
    ]);
    return changes;
  }

  async uncheck(clusterId: string, at: Date): Promise<readonly VirtualMachine[]> {
    const before = (await this.#ofCluster(clusterId)).filter(({ state }) => state !== 'UNCHECKED');
    const unknown = {
      state: 'UNCHECKED',
      stateReason: NOT_CHECKED,
      stateMessage: 'a new kubeconfig was given for its cluster and not looked through yet',
      stateChangedAt: at,
      printableStatus: null,
    } as const;
    await this.#write(before.map((row) => ({ ...row, ...unknown })));
    return before;
  }

  async forget(clusterId: string): Promise<readonly VirtualMachine[]> {
    // A look that is being written has its end first, and its machines are among these.
    await this.manager.query('SELECT FROM cluster WHERE id = $1::uuid FOR UPDATE', [knownId(clusterId)]);
    const gone = await this.#ofCluster(clusterId);
    await this.manager.query('DELETE FROM virtual_machine WHERE cluster_id = $1::uuid', [knownId(clusterId)]);
    return gone;
  }

  async observedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.manager.query<{ cluster_id: string; observed_at: Date }[]>(
      `SELECT cluster_id, observed_at FROM machine_look JOIN cluster
         ON cluster.id = cluster_id AND cluster.credential_version = machine_look.credential_version
       WHERE cluster_id = ANY($1::uuid[])`,
      [clusterIds.filter(isUuid)],
    );
    return new Map(rows.map((row) => [row.cluster_id, row.observed_at]));
  }

  find(id: string): Promise<VirtualMachine | undefined> {
    return READER.find(this.manager, id);
  }

  named(clusterId: string, names: readonly MachineName[]): Promise<readonly VirtualMachine[]> {
    return READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM virtual_machine
        WHERE cluster_id = $1::uuid AND (namespace, name) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      [knownId(clusterId), names.map(({ namespace }) => namespace), names.map(({ name }) => name)],
    );
  }

  page(
    request: SortedRequest<VirtualMachineSort>,
    filter: MachineFilter = {},
  ): Promise<Page<VirtualMachine>> {
    return READER.page(this.manager, VIRTUAL_MACHINE_KEYS, conditionsOf(filter), request);
  }

  count(filter: MachineFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(seenBy?: Sight): Promise<ReadonlyMap<VirtualMachineState, number>> {
    return countByState(this.rows, STATES, visibleIn('virtual_machine', seenBy));
  }

  #ofCluster(clusterId: string): Promise<readonly VirtualMachine[]> {
    return READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM virtual_machine WHERE cluster_id = $1 ORDER BY namespace, name`,
      [clusterId],
    );
  }

  async #write(rows: readonly VirtualMachine[]): Promise<void> {
    if (rows.length === 0) return;
    await this.manager.query(WRITE, [storableJson(rows.map(columnsOf))]);
  }
}

function columnsOf(row: VirtualMachine): Readonly<Record<string, unknown>> {
  const pairs = Object.entries(row).map(([property, value]) => [
    property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(pairs);
}

function conditionsOf({ clusterId, namespace, seenBy, ...filter }: MachineFilter): Conditions {
  const conditions = conditionsOfList(filter).addVisible(visibleIn('virtual_machine', seenBy));
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  if (namespace !== undefined) conditions.add('namespace = ?', namespace);
  return conditions;
}
