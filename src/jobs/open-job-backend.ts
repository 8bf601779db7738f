import type { JobBackend, JobBackendOptions } from './job-backend.js';
import { openPostgresJobs } from './postgres-backend.js';

/**
 * The backend that the address asks for, connected and prepared.
 * @throws DependencyFailure that names the server and never the password
 */
export async function openJobBackend(options: JobBackendOptions): Promise<JobBackend> {
  if (!/^mongodb(\+srv)?:/.test(options.url)) return await openPostgresJobs(options);
  // Its driver is an eighth of what a process loads to start, and most have no MongoDB.
  const { openMongoJobs } = await import('./mongo-backend.js');
  return await openMongoJobs(options);
}
