/** What /readyz says: the database answers; workers and Slack are told, and lacking them stops no API. */
import type { DataSource } from 'typeorm';
import type { WorkerRegistry } from '../domain/ports/worker-registry.js';
import type { HealthReport } from '../graphql/http.js';

export interface HealthParts {
  readonly dataSource: DataSource;
  readonly registry: WorkerRegistry;
  readonly silentMs: number;
  /** Of the bot that runs beside the API; undefined: there is none. */
  readonly slack?: () => HealthReport['parts'][string];
}

export async function healthReport({
  dataSource,
  registry,
  silentMs,
  slack,
}: HealthParts): Promise<HealthReport> {
  try {
    await dataSource.query('SELECT 1');
    const workers = await registry.living(silentMs);
    const none = { ok: false, message: 'no worker lives: backups wait until one starts' };
    return {
      ready: true,
      parts: {
        database: { ok: true },
        workers: workers.length > 0 ? { ok: true, message: `${workers.length}` } : none,
        // Slack being away stops no API and no backup: it is told, and nothing fails by it.
        ...(slack !== undefined && { slack: slack() }),
      },
    };
  } catch {
    return { ready: false, parts: { database: { ok: false, message: 'PostgreSQL does not answer' } } };
  }
}
