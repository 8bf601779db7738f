/** Virtual machines of backups: all rows of a backup go in with one statement, as JSON. */
import type { EntityManager } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { BackupMachine } from '../../domain/backup-machine.js';
import type { BackupMachineStore } from '../../domain/ports/machine-store.js';
import { storableJson } from '../storable-text.js';
import { leaseHeld, leaseParameters } from './lease.js';
import { isUuid, knownId } from './sql.js';

const FIELDS =
  'namespace, name, fate, uid, state, "printableStatus", quiesced, outcome, volumes, "volumesBackedUp", objects, message';
const COLUMNS = FIELDS.replaceAll('"', '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const CHANGING = COLUMNS.split(', ').slice(2).join(', ');
const NUMBERS: ReadonlySet<string> = new Set(['volumes', '"volumesBackedUp"', 'objects']);
const TYPES = FIELDS.split(', ').map((field) => `${field} ${NUMBERS.has(field) ? 'integer' : 'text'}`);

/** Makes the rows of the JSON the whole list of the one backup in `held`: parts of a WITH. */
function wholeList(parameter: number): string {
  return `listed AS (SELECT ${FIELDS} FROM jsonb_to_recordset($${parameter}::jsonb) AS source (${TYPES.join(', ')})),
    forgotten AS (
      DELETE FROM backup_machine AS old USING held WHERE old.backup_id = held.id AND NOT EXISTS (
        SELECT FROM listed WHERE listed.namespace = old.namespace AND listed.name = old.name)
    ), written AS (
      INSERT INTO backup_machine (backup_id, ${COLUMNS}) SELECT held.id, listed.* FROM held, listed
      ON CONFLICT (backup_id, namespace, name) DO UPDATE SET (${CHANGING}) = ROW (${CHANGING.replaceAll(/\w+/g, 'excluded.$&')})
    )`;
}

type Row = BackupMachine & { readonly backupId: string };

export class PostgresBackupMachineStore implements BackupMachineStore {
  constructor(private readonly manager: EntityManager) {}

  async plan(lease: Lease, machines: readonly BackupMachine[]): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `WITH held AS (SELECT id FROM backup WHERE ${leaseHeld(1)} FOR UPDATE), ${wholeList(4)} SELECT id FROM held`,
      [...leaseParameters(lease), storableJson(machines)],
    );
    return rows.length === 1;
  }

  async record(backupId: string, machines: readonly BackupMachine[]): Promise<void> {
    await this.manager.query(
      `WITH held AS (SELECT id FROM backup WHERE id = $1::uuid FOR UPDATE), ${wholeList(2)} SELECT id FROM held`,
      [knownId(backupId), storableJson(machines)],
    );
  }

  async of(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupMachine[]>> {
    const known = backupIds.filter(isUuid);
    const selected = COLUMNS.split(', ').map((name, index) => `${name} AS ${FIELDS.split(', ')[index]}`);
    const rows = await this.manager.query<Row[]>(
      `SELECT backup_id AS "backupId", ${selected.join(', ')} FROM backup_machine
       WHERE backup_id = ANY($1::uuid[]) ORDER BY backup_id, namespace COLLATE "C", name COLLATE "C"`,
      [known],
    );
    const found = new Map<string, BackupMachine[]>(backupIds.map((id) => [id, []]));
    for (const { backupId, ...machine } of rows) found.get(backupId)?.push(machine);
    return found;
  }
}
