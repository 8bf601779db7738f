/** What /readyz says: the database answers; workers are told, and lacking them stops no API. */
import type { DataSource } from 'typeorm';
import type { WorkerRegistry } from '../domain/ports/worker-registry.js';
import type { HealthReport } from '../graphql/http.js';

export interface HealthParts {
  readonly dataSource: DataSource;
  readonly registry: WorkerRegistry;
  readonly silentMs: number;
}

export async function healthReport({ dataSource, registry, silentMs }: HealthParts): Promise<HealthReport> {
  try {
    await dataSource.query('SELECT 1');
    const workers = await registry.living(silentMs);
    const none = { ok: false, message: 'no worker lives: backups wait until one starts' };
    return {
      ready: true,
      parts: {
        database: { ok: true },
        workers: workers.length > 0 ? { ok: true, message: `${workers.length}` } : none,
      },
    };
  } catch {
    return { ready: false, parts: { database: { ok: false, message: 'PostgreSQL does not answer' } } };
  }
}
