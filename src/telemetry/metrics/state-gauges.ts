/** Gauges of how things stand: put anew from each reading, so that what is gone has no series, and never more than may be told. */
import { Gauge, Registry } from 'prom-client';
import {
  METRIC_NAMES,
  METRICS,
  type MetricName,
  type Sample,
  type StateMetric,
} from '../../domain/metrics.js';
import type { Readings } from '../../domain/ports/metrics-source.js';

const STATE_METRICS = METRIC_NAMES.filter((name): name is StateMetric => METRICS[name].of === 'STATE');

export class StateGauges {
  readonly registry = new Registry();
  readonly #gauges: ReadonlyMap<StateMetric, Gauge>;
  readonly #dropped: Gauge;

  constructor(private readonly most: number) {
    this.#gauges = new Map(STATE_METRICS.map((name) => [name, gaugeOf(name, this.registry)]));
    this.#dropped = gaugeOf('holdfast_metrics_series_dropped', this.registry);
  }

  /** In one go, without a pause in which half of it could be read. */
  show({ samples, left }: Readings): void {
    for (const gauge of [...this.#gauges.values(), this.#dropped]) gauge.reset();
    const told = new Map<StateMetric, number>();
    const dropped = new Map<StateMetric, number>(Object.entries(left) as [StateMetric, number][]);
    for (const { metric, labels, value } of samples as readonly PlainSample[]) {
      const count = told.get(metric) ?? 0;
      if (count >= this.most) dropped.set(metric, (dropped.get(metric) ?? 0) + 1);
      else {
        told.set(metric, count + 1);
        this.#gauges.get(metric)?.set({ ...labels }, value);
      }
    }
    for (const [metric, count] of dropped) this.#dropped.set({ metric }, count);
  }
}

interface PlainSample extends Omit<Sample, 'labels'> {
  readonly labels: Readonly<Record<string, string>>;
}

export function gaugeOf(name: MetricName, registry: Registry): Gauge {
  const { help, labels } = METRICS[name];
  return new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
}
