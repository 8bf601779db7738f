/** Which workers live, and the jobs that dead ones left locked: rows of `worker` and of Agenda's own table. */
import type { DataSource } from 'typeorm';
import type { ForgottenJobs, WorkerRecord, WorkerRegistry } from '../domain/ports/worker-registry.js';

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

  async freeAbandonedJobs(silentMs: number): Promise<number> {
    await this.dataSource.query(
      `DELETE FROM worker WHERE heartbeat_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000)`,
      [silentMs],
    );
    const [, freed] = (await this.dataSource.query(
      `UPDATE agenda_jobs SET locked_at = NULL, next_run_at = coalesce(next_run_at, clock_timestamp())
       WHERE (locked_at IS NOT NULL
              AND NOT EXISTS (SELECT FROM worker WHERE worker.name = agenda_jobs.last_modified_by))
          -- Begun and let go unfinished: without a next time nobody would ever look at it.
          OR (locked_at IS NULL AND next_run_at IS NULL)
       RETURNING id`,
    )) as [unknown[], number];
    return freed;
  }

  async freeUnstartedJobs(name: string): Promise<number> {
    const [, freed] = (await this.dataSource.query(
      `UPDATE agenda_jobs SET locked_at = NULL
       WHERE last_modified_by = $1 AND locked_at IS NOT NULL AND (last_run_at IS NULL OR last_run_at < locked_at)
       RETURNING id`,
      [name],
    )) as [unknown[], number];
    return freed;
  }

  async freeForgottenJobs({ name, running, olderThanMs }: ForgottenJobs): Promise<number> {
    const [, freed] = (await this.dataSource.query(
      `UPDATE agenda_jobs SET locked_at = NULL, next_run_at = coalesce(next_run_at, clock_timestamp())
       WHERE last_modified_by = $1 AND locked_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000)
         AND NOT (id::text = ANY ($3::text[]))
       RETURNING id`,
      [name, olderThanMs, running],
    )) as [unknown[], number];
    return freed;
  }

  async living(silentMs: number): Promise<readonly WorkerRecord[]> {
    return (await this.dataSource.query(
      `SELECT id, name, host, pid, roles FROM worker
       WHERE heartbeat_at >= clock_timestamp() - make_interval(secs => $1::float8 / 1000) ORDER BY started_at`,
      [silentMs],
    )) as WorkerRecord[];
  }
}
