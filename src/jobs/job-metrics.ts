/** Jobs as metrics, wherever the job store keeps them. */
import { type Sample, sample } from '../domain/metrics.js';
import type { MetricsSource, Readings } from '../domain/ports/metrics-source.js';
import { JOB_NAMES } from './job-catalogue.js';
import type { JobStore } from './job-store.js';

const PHASES = ['waiting', 'running', 'scheduled', 'failed'] as const;

export class JobMetrics implements MetricsSource {
  constructor(private readonly store: Pick<JobStore, 'backlog'>) {}

  /** Of the jobs of the catalogue, each whether there is one or none. */
  async read(): Promise<Readings> {
    const found = new Map((await this.store.backlog()).map((each) => [each.name, each]));
    const samples = JOB_NAMES.flatMap((job): Sample[] => {
      const backlog = found.get(job);
      return [
        ...PHASES.map((phase) => sample('holdfast_jobs', { job, phase }, backlog?.[phase] ?? 0)),
        sample('holdfast_jobs_oldest_seconds', { job }, Math.max(0, backlog?.oldestSeconds ?? 0)),
      ];
    });
    return { samples, left: {} };
  }
}
