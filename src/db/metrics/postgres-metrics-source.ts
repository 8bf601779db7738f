/** How things stand, as metrics: a handful of statements, one after the other, on one connection. */
import type { DataSource } from 'typeorm';
import type { Sample } from '../../domain/metrics.js';
import type { MetricsSource, Readings } from '../../domain/ports/metrics-source.js';
import { inDomainWords } from '../stores/stores-on.js';
import { SCHEDULE_METRICS, scheduleSamples } from './schedule-samples.js';
import { countSamples, keptIn, stateSamples, storageSamples } from './stand-samples.js';
import { alertSamples, orphanSamples, outboxSamples, runSamples, workerSamples } from './work-samples.js';

export interface PostgresMetricsParts {
  readonly dataSource: DataSource;
  /** A worker that was silent for so long is not there. */
  readonly silentMs: number;
}

export class PostgresMetricsSource implements MetricsSource {
  #kept: Awaited<ReturnType<typeof keptIn>> | undefined;

  constructor(private readonly parts: PostgresMetricsParts) {}

  read(most: number): Promise<Readings> {
    return inDomainWords(() => this.#read(most));
  }

  async #read(most: number): Promise<Readings> {
    const { dataSource, silentMs } = this.parts;
    this.#kept ??= await keptIn(dataSource);
    const kept = this.#kept;
    const states = await stateSamples(dataSource, kept, most);
    const schedules = await scheduleSamples(dataSource, most);
    const samples: Sample[] = [
      ...(await countSamples(dataSource, kept)),
      ...states.samples,
      ...schedules.samples,
      ...(await storageSamples(dataSource, most)),
      ...(await runSamples(dataSource)),
      ...(await alertSamples(dataSource)),
      ...(await outboxSamples(dataSource)),
      ...(await workerSamples(dataSource, silentMs)),
      ...(await orphanSamples(dataSource)),
    ];
    const left = [
      ['holdfast_resource_state', states.left] as const,
      ...SCHEDULE_METRICS.map((metric) => [metric, schedules.left] as const),
    ];
    return { samples, left: Object.fromEntries(left.filter(([, count]) => count > 0)) };
  }
}
