import type { JobBackend, JobBackendOptions } from './job-backend.js';
import { openMongoJobs } from './mongo-backend.js';
import { openPostgresJobs } from './postgres-backend.js';

/**
 * The backend that the address asks for, connected and prepared.
 * @throws DependencyFailure that names the server and never the password
 */
export function openJobBackend(options: JobBackendOptions): Promise<JobBackend> {
  return /^mongodb(\+srv)?:/.test(options.url) ? openMongoJobs(options) : openPostgresJobs(options);
}
