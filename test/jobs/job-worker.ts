/** A worker process that takes one backup job, says so and never ends it: for tests that kill it. */
import { randomUUID } from 'node:crypto';
import { createDataSource } from '../../src/db/data-source.js';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { silentLog } from '../support/silent-log.js';
import { aWorker } from './job-workers.js';

const [jobsUrl = '', databaseUrl = ''] = process.argv.slice(2);
const name = `doomed:${randomUUID()}`;
const dataSource = await createDataSource({
  url: databaseUrl,
  poolSize: 2,
  applicationName: 'doomed',
  log: silentLog,
});
const store = await JobStore.open({ url: jobsUrl, name, log: silentLog });
await aWorker({
  store,
  registry: new PostgresWorkerRegistry(dataSource),
  name,
  handlers: {
    'run-backup': ({ backupId }) => {
      process.stdout.write(`${backupId}\n`);
      return new Promise(() => undefined);
    },
  },
}).start();
