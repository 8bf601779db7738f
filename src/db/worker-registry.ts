/** Which workers live: rows of `worker`, always in our own PostgreSQL. What the dead left locked, the job store frees. */
import type { DataSource } from 'typeorm';
import type { WorkerRecord, WorkerRegistry } from '../domain/ports/worker-registry.js';

export class PostgresWorkerRegistry implements WorkerRegistry {
  readonly #joined = new Map<string, WorkerRecord>();

  constructor(private readonly dataSource: DataSource) {}

  async join(worker: WorkerRecord): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO worker (id, name, host, pid, roles, started_at, heartbeat_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp(), clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET heartbeat_at = clock_timestamp()`,
      [worker.id, worker.name, worker.host, worker.pid, worker.roles],
    );
    this.#joined.set(worker.name, worker);
  }

  async beat(name: string): Promise<void> {
    const [, beaten] = (await this.dataSource.query(
      'UPDATE worker SET heartbeat_at = clock_timestamp() WHERE name = $1 RETURNING id',
      [name],
    )) as [unknown[], number];
    const worker = this.#joined.get(name);
    if (beaten === 0 && worker !== undefined) await this.join(worker);
  }

  async leave(name: string): Promise<void> {
    this.#joined.delete(name);
    await this.dataSource.query('DELETE FROM worker WHERE name = $1', [name]);
  }

  async forgetSilent(silentMs: number): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM worker WHERE heartbeat_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000)`,
      [silentMs],
    );
  }

  async living(silentMs: number): Promise<readonly WorkerRecord[]> {
    return (await this.dataSource.query(
      `SELECT id, name, host, pid, roles FROM worker
       WHERE heartbeat_at >= clock_timestamp() - make_interval(secs => $1::float8 / 1000) ORDER BY started_at`,
      [silentMs],
    )) as WorkerRecord[];
  }
}
