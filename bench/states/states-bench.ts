/** How things stand, at the size of a large installation: clusters that are looked at, and gardens that are looked through. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import {
  atMost,
  type BenchOptions,
  type BenchResult,
  type BenchTable,
  mebibytes,
  seconds,
} from '../support/bench.js';
import { median } from '../support/statistics.js';
import { CLUSTERS, type ClustersMeasurement, HANG, measureClusters, PROBE_SECONDS } from './clusters.js';
import { DISCOVERIES, type DiscoveriesMeasurement, measureDiscoveries, SHOOTS } from './discoveries.js';

/** What the product promises (ARCHITECTURE.md, Calls to clusters). */
const CONNECTIONS_EACH = 4;
/** Bounded: whatever a cluster does, and however many there are, the process stays as small as this. */
const MOST_RSS_BYTES = 512 * 1024 * 1024;

export async function statesBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  const clusters: ClustersMeasurement[] = [];
  const discoveries: DiscoveriesMeasurement[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const looked = await measureClusters(mkdtempSync(join(folder, 'run-')), profileTo);
    clusters.push(looked);
    say(
      `states: run ${run} of ${runs}: a round in ${seconds(looked.roundSeconds)}, a change seen after ${seconds(looked.seenP99)} at p99`,
    );
    const found = await measureDiscoveries(mkdtempSync(join(folder, 'run-')), profileTo);
    discoveries.push(found);
    say(
      `states: run ${run} of ${runs}: ${DISCOVERIES * SHOOTS} shoots registered in ${seconds(found.first.seconds)}, looked through again in ${seconds(found.again.seconds)}`,
    );
  }
  const of = (field: keyof ClustersMeasurement) => median(clusters.map((each) => each[field]));
  const rss = Math.max(of('peakRssBytes'), median(discoveries.map((each) => each.peakRssBytes)));
  const interval = { value: of('roundSeconds'), limit: PROBE_SECONDS, show: seconds };
  const seen = { value: of('seenP99'), limit: PROBE_SECONDS + 1, show: seconds };
  const connections = {
    value: of('connections'),
    limit: CONNECTIONS_EACH * CLUSTERS,
    show: (value: number) => value.toFixed(0),
  };
  return {
    ...clustersTable(of, runs),
    further: [discoveriesTable(discoveries, runs)],
    goals: [
      atMost('a round within one interval', interval),
      atMost('a change seen within one interval and a second at p99', seen),
      atMost(`${CONNECTIONS_EACH} connections for each cluster at most`, connections),
      atMost('peak RSS', { value: rss, limit: MOST_RSS_BYTES, show: mebibytes }),
    ],
    measurements: { clusters, discoveries },
  };
}

function clustersTable(of: (field: keyof ClustersMeasurement) => number, runs: number): BenchTable {
  return {
    title: `${CLUSTERS} clusters, ${HANG} % hang, looked at every ${PROBE_SECONDS} s, medians of ${runs} runs`,
    head: ['', ''],
    rows: [
      ['the first round, nothing known yet', seconds(of('firstRoundSeconds'))],
      ['a round', seconds(of('roundSeconds'))],
      ['a change seen by a subscriber, p50', seconds(of('seenP50'))],
      ['a change seen by a subscriber, p99', seconds(of('seenP99'))],
      ['connections to clusters at once, at most', of('connections').toFixed(0)],
      ['peak RSS', mebibytes(of('peakRssBytes'))],
      ['CPU for a round', seconds(of('cpuSeconds'))],
    ],
  };
}

function discoveriesTable(measured: readonly DiscoveriesMeasurement[], runs: number): BenchTable {
  const row = (name: string, which: 'first' | 'again') => {
    const of = (field: keyof DiscoveriesMeasurement['first']) =>
      median(measured.map((each) => each[which][field]));
    return [
      ...[name, seconds(of('seconds')), seconds(of('cpuSeconds'))],
      ...[of('lists').toFixed(0), of('kubeconfigs').toFixed(0)],
    ];
  };
  const rss = mebibytes(median(measured.map((each) => each.peakRssBytes)));
  return {
    title: `${DISCOVERIES} discoveries of ${SHOOTS} shoots each, begun at once, medians of ${runs} runs; peak RSS ${rss}`,
    head: ['', 'time', 'CPU', 'lists', 'kubeconfigs'],
    rows: [row('the first run: all are new', 'first'), row('the next: nothing has changed', 'again')],
  };
}
