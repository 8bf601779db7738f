import { describe, expect, it } from 'vitest';
import { JobStore } from '../../src/jobs/job-store.js';
import { openPostgresJobs } from '../../src/jobs/postgres-backend.js';
import { type JobDatabase, jobStoreContract, type StoredJob } from '../contract/job-store-contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { silentLog } from '../support/silent-log.js';

jobStoreContract('PostgreSQL', emptyDatabase);

async function emptyDatabase(): Promise<JobDatabase> {
  const { url, query, drop } = await createEmptyDatabase();
  const { username, password, hostname, port, pathname, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  return {
    url,
    server:
      folder === null
        ? { host: hostname, port: Number(port || '5432') }
        : { path: `${folder}/.s.PGSQL.${port || '5432'}` },
    urlAt: (there) => `postgres://${username}:${password}@127.0.0.1:${there}${pathname}`,
    async jobs() {
      const rows = await query(
        `SELECT name, data, repeat_interval AS interval, locked_at IS NOT NULL AS locked,
           coalesce(next_run_at <= now(), false) AS due FROM agenda_jobs ORDER BY name`,
      );
      return rows as unknown as StoredJob[];
    },
    async insert(name, data) {
      await query(
        `INSERT INTO agenda_jobs (name, data, next_run_at) VALUES ('${name}', '${JSON.stringify(data)}', now())`,
      );
    },
    async mark(change) {
      await query(
        change === 'LET_GO'
          ? 'UPDATE agenda_jobs SET locked_at = NULL, next_run_at = NULL'
          : `UPDATE agenda_jobs SET locked_at = now(), last_modified_by = '${change.lockedBy}'
             ${change.begun ? ', last_run_at = now(), next_run_at = NULL' : ''}`,
      );
    },
    async putOff(ms) {
      await query(`UPDATE agenda_jobs SET next_run_at = now() + interval '${ms} milliseconds'`);
    },
    async wipe() {
      await query('DROP TABLE agenda_jobs, agenda_logs; DROP FUNCTION update_agenda_jobs_updated_at()');
    },
    drop,
  };
}

describe('a PostgreSQL that', () => {
  const refused = 'postgres://someone:hunter2@127.0.0.1:1/jobs?sslmode=disable';

  it('does not answer is an error that names the server and not the password', async () => {
    const opening = openPostgresJobs({ url: refused, onError: () => undefined, patienceMs: 300 });
    await expect(opening).rejects.toMatchObject({
      code: 'DEPENDENCY_FAILURE',
      message: expect.stringMatching(/^The job store at postgres:\/\/127\.0\.0\.1:1\/jobs cannot be used: /),
    });
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });

  it('refuses us is an error at once, however much patience there is', async () => {
    const { url, drop } = await createEmptyDatabase();
    try {
      const absent = Object.assign(new URL(url), { pathname: '/no_such_database' }).href;
      await expect(JobStore.open({ url: absent, name: 'refused', log: silentLog })).rejects.toThrow(
        /no_such_database" does not exist/,
      );
    } finally {
      await drop();
    }
  });

  it('is not waited for by a process that is told to end', async () => {
    const ending = AbortSignal.abort(new Error('told to end'));
    await expect(
      openPostgresJobs({ url: refused, onError: () => undefined, signal: ending }),
    ).rejects.toThrow('told to end');
  });
});
