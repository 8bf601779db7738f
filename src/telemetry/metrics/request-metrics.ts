/** What the API of this process did: counted as it does it. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { ERROR_CATALOG } from '../../domain/errors/error-catalog.js';
import { PROTOCOL_ERRORS } from '../../domain/errors/protocol-errors.js';
import { METRICS } from '../../domain/metrics.js';
import type { RequestObserver } from '../../domain/ports/metrics-source.js';
import { gaugeOf } from './state-gauges.js';

/** From a cached look to the longest that a request may take. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** A code is a label: what is no code of ours must not become a series. */
const CODES = new Set([...Object.keys(ERROR_CATALOG), ...Object.keys(PROTOCOL_ERRORS)]);

export class RequestMetrics implements RequestObserver {
  readonly #durations: Histogram;
  readonly #operations: Counter;
  readonly #errors: Counter;
  #sockets: () => number = () => 0;

  constructor(registry: Registry) {
    const registers = [registry];
    const of = <N extends keyof typeof METRICS>(name: N) => ({
      ...{ name, help: METRICS[name].help, labelNames: [...METRICS[name].labels], registers },
    });
    this.#durations = new Histogram({ ...of('holdfast_api_request_duration_seconds'), buckets: BUCKETS });
    this.#operations = new Counter(of('holdfast_api_operations_total'));
    this.#errors = new Counter(of('holdfast_api_errors_total'));
    const sockets = gaugeOf('holdfast_api_sockets', registry);
    Object.assign(sockets, { collect: () => sockets.set(this.#sockets()) });
  }

  answered(status: number, seconds: number): void {
    this.#durations.observe({ status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  operated(operation: 'query' | 'mutation' | 'none', codes: readonly string[]): void {
    this.#operations.inc({ operation, outcome: codes.length === 0 ? 'ok' : 'error' });
    for (const code of codes) this.#errors.inc({ code: CODES.has(code) ? code : 'OTHER' });
  }

  countSockets(count: () => number): void {
    this.#sockets = count;
  }
}
