/** The text of /metrics: how things stand, read at most once in an interval, and what this process did. */
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Log } from '../../domain/ports/log.js';
import type { MetricsSource, Readings } from '../../domain/ports/metrics-source.js';
import { RequestMetrics } from './request-metrics.js';
import { gaugeOf, StateGauges } from './state-gauges.js';

export interface MetricsParts {
  /** By what they are called in `holdfast_state_readable`. */
  readonly sources: Readonly<Record<string, MetricsSource>>;
  readonly version: string;
  readonly log: Log;
  /** How long a reading counts, in milliseconds, however many ask. */
  readonly intervalMs: number;
  /** A reading that takes longer has failed: a scrape must not wait for a database that hangs. */
  readonly patienceMs?: number;
  /** Of one metric. */
  readonly mostSeries: number;
}

const PATIENCE_MS = 8_000;
/** Monotonic: the clock of the machine may jump. */
const now = () => performance.now();

export class Metrics {
  readonly #process = new Registry();
  readonly #state: StateGauges;
  readonly requests: RequestMetrics;
  #reading: Promise<void> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: MetricsParts) {
    this.#state = new StateGauges(parts.mostSeries);
    collectDefaultMetrics({ register: this.#process });
    this.requests = new RequestMetrics(this.#process);
    gaugeOf('holdfast_build_info', this.#process).set({ version: parts.version, node: process.version }, 1);
  }

  get contentType(): string {
    return this.#process.contentType;
  }

  async text(): Promise<string> {
    if (now() - this.#readAt >= this.parts.intervalMs) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return `${await this.#state.registry.metrics()}\n${await this.#process.metrics()}`;
  }

  /** Each part for itself: a job store that is away hides nothing else. Never fails. */
  async #read(): Promise<void> {
    const begun = now();
    const parts = Object.entries(this.parts.sources);
    const read = await Promise.all(parts.map(([part, source]) => this.#readPart(part, source)));
    const found = read.flatMap((each) => each ?? []);
    this.#state.show({
      samples: found.flatMap(({ samples }) => samples),
      left: Object.assign({}, ...found.map(({ left }) => left)) as Readings['left'],
    });
    const readable = this.#gauge('holdfast_state_readable');
    for (const [index, [part]] of parts.entries()) readable.set({ part }, read[index] === undefined ? 0 : 1);
    this.#gauge('holdfast_state_read_seconds').set((now() - begun) / 1_000);
    this.#readAt = now();
  }

  async #readPart(part: string, source: MetricsSource): Promise<Readings | undefined> {
    const { log, mostSeries, patienceMs = PATIENCE_MS } = this.parts;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    });
    try {
      return await Promise.race([source.read(mostSeries), late]);
    } catch (err) {
      log.warn({ part, err }, 'metrics could not be read: they are left out');
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #gauge(name: 'holdfast_state_readable' | 'holdfast_state_read_seconds') {
    const known = this.#process.getSingleMetric(name);
    return (known ?? gaugeOf(name, this.#process)) as ReturnType<typeof gaugeOf>;
  }
}
