/** The variables about metrics. A part of the one table in variables.ts. */
import { hostName, metricsToken, wholeNumber } from './values.js';

const METRICS = 'Metrics';

export const METRICS_VARIABLES = {
  metricsToken: {
    name: 'HOLDFAST_METRICS_TOKEN',
    group: METRICS,
    meaning:
      'What Prometheus sends as `Authorization: Bearer`: with it `/metrics` answers on the port of the API.',
    schema: metricsToken(),
    default: null,
    unset: 'no metrics on the port of the API',
    example: 'a-long-random-text-of-your-own',
    secret: true,
  },
  metricsPort: {
    name: 'HOLDFAST_METRICS_PORT',
    group: METRICS,
    meaning:
      'A port of its own for `/metrics`, of workers too, in place of the one of the API. The token is asked for there when it is set.',
    schema: wholeNumber(0, 65_535),
    default: null,
    unset: 'none',
    example: '9464',
  },
  metricsHost: {
    name: 'HOLDFAST_METRICS_HOST',
    group: METRICS,
    meaning: 'Where that port listens. Beyond this machine only with a token.',
    schema: hostName(),
    default: '127.0.0.1',
    example: '0.0.0.0',
  },
  metricsInterval: {
    name: 'HOLDFAST_METRICS_SECONDS',
    group: METRICS,
    meaning: 'How long a look at the database counts, however often metrics are asked for.',
    schema: wholeNumber(1, 3_600),
    default: '15',
    example: '30',
  },
  metricsSeries: {
    name: 'HOLDFAST_METRICS_SERIES',
    group: METRICS,
    meaning:
      'How many series a metric may have; of more those in trouble are told first, and `holdfast_metrics_series_dropped` says how many are not.',
    schema: wholeNumber(10, 100_000),
    default: '2000',
    example: '10000',
  },
} as const;
