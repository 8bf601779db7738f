/** Fifty people click at once in Slack: until they are acknowledged and until the messages show it, idle and during a large backup. */
import { CreateBackupLocationDocument } from '../../src/client/generated/graphql.js';
import type { SlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';
import { atMost, type BenchOptions, type BenchResult } from '../support/bench.js';
import { StandInProcess } from '../support/stand-in-process.js';
import { median, span } from '../support/statistics.js';
import { openAlerts, register } from './alerts.js';
import { BackupLoad } from './backup-load.js';
import { type Burst, burst, TURNS } from './burst.js';
import { linkEverybody } from './people.js';
import { type EventLoop, ProductProcess } from './product-process.js';
import { PEOPLE, startWorkspace } from './workspace.js';

const LARGE = { namespaces: 200, objects: 40_000 };
const SMALL = { namespaces: 2, objects: 20 };
const GOAL_MS = 500;
/** After it Slack tells the person that it did not work. */
const SLACK_WAITS_MS = 3_000;

interface BackupAlone {
  readonly seconds: number;
  readonly eventLoop: EventLoop;
}

interface Measured {
  readonly idle: Burst[];
  readonly backup: Burst[];
  readonly alone: BackupAlone[];
}

interface World {
  readonly product: ProductProcess;
  readonly slack: SlackStandIn;
  readonly alerts: readonly string[];
  readonly backups: BackupLoad;
}

export async function slackBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  await using stack = new AsyncDisposableStack();
  say('slack: starting two stand-in clusters, a Slack and holdfast');
  const large = stack.adopt(await StandInProcess.start(LARGE, folder), (each) => each.stop());
  const small = stack.adopt(await StandInProcess.start(SMALL, folder), (each) => each.stop());
  const slack = stack.adopt(await startWorkspace(), (each) => each.stop());
  const product = stack.adopt(await ProductProcess.start(slack, folder, profileTo), (each) => each.stop());
  say(`slack: linking ${PEOPLE} people, opening ${PEOPLE} alerts`);
  await linkEverybody(product, slack);
  const { createBackupLocation } = await product.ask(CreateBackupLocationDocument, {
    input: { name: 'folder' },
  });
  const locationId = createBackupLocation.backupLocation.id;
  const placeOf = async (name: string, cluster: StandInProcess) => ({
    clusterId: await register(product, name, cluster),
    locationId,
  });
  const alerts = await openAlerts(product, slack, small, await placeOf('small', small));
  const backups = await BackupLoad.on(product, await placeOf('large', large));
  return resultOf(await measureAll({ product, slack, alerts, backups }, runs, say), runs);
}

async function measureAll(
  { product, slack, alerts, backups }: World,
  runs: number,
  say: BenchOptions['say'],
): Promise<Measured> {
  const measured: Measured = { idle: [], backup: [], alone: [] };
  const both = async () => {
    const bursts: Burst[] = [];
    for (const turn of TURNS) bursts.push(await burst(product, slack, alerts, turn));
    return bursts;
  };
  // The first clicks and the first lists of a fresh stand-in warm the code on both sides, and count for nobody.
  await both();
  await backups.once();
  for (let run = 1; run <= runs; run += 1) {
    measured.idle.push(...(await both()));
    const { result, eventLoop } = await product.watched(() => backups.once());
    measured.alone.push({ seconds: result, eventLoop });
    for (const turn of TURNS)
      measured.backup.push(await backups.during(() => burst(product, slack, alerts, turn)));
    say(`slack: run ${run} of ${runs}: ${told(measured)}`);
  }
  return measured;
}

function told({ idle, backup, alone }: Measured): string {
  const show = (bursts: readonly Burst[]) =>
    bursts
      .slice(-TURNS.length)
      .map(
        (each) =>
          `acknowledged ${ms(each.acknowledgedP99)}, updated ${ms(each.updatedP99)}, held ${ms(each.eventLoop.longestMs)}, load ${each.load.toFixed(1)}`,
      )
      .join(' | ');
  const last = alone.at(-1);
  return `p99 idle: ${show(idle)}; backup: ${show(backup)}; alone: ${last?.seconds.toFixed(1)} s, held ${ms(last?.eventLoop.longestMs ?? 0)}`;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;
type Field = 'acknowledgedP50' | 'acknowledgedP99' | 'updatedP50' | 'updatedP99';

function resultOf(measured: Measured, runs: number): BenchResult {
  const { idle, backup, alone } = measured;
  const mid = (bursts: readonly Burst[], field: Field) => median(bursts.map((each) => each[field]));
  const spanOf = (values: readonly number[]) => `${span(values, 0)} ms`;
  const row = (name: string, field: Field) => [
    name,
    ...[idle, backup].flatMap((bursts) => [
      ms(mid(bursts, field)),
      spanOf(bursts.map((each) => each[field])),
    ]),
  ];
  const held = (from: readonly { readonly eventLoop: EventLoop }[]) =>
    from.map(({ eventLoop }) => eventLoop.longestMs);
  const slowest = Math.max(...backup.map((each) => each.acknowledgedP99));
  return {
    title: `${PEOPLE} clicks at once, medians of ${runs * TURNS.length} bursts; a backup of ${LARGE.objects} objects`,
    head: ['', 'idle', 'least to greatest', 'during a backup', 'least to greatest'],
    rows: [
      row('acknowledged, p50', 'acknowledgedP50'),
      row('acknowledged, p99', 'acknowledgedP99'),
      row('message updated, p50', 'updatedP50'),
      row('message updated, p99', 'updatedP99'),
      [
        'event loop held, at most',
        ...[idle, backup].flatMap((bursts) => [ms(median(held(bursts))), spanOf(held(bursts))]),
      ],
      ['  by a backup without clicks', '', '', ms(median(held(alone))), spanOf(held(alone))],
      [
        'load average',
        ...[idle, backup].flatMap((bursts) => [
          '',
          span(
            bursts.map((each) => each.load),
            1,
          ),
        ]),
      ],
    ],
    goals: [
      atMost(`acknowledged at p99 under ${GOAL_MS} ms during a backup`, {
        value: mid(backup, 'acknowledgedP99'),
        limit: GOAL_MS,
        show: ms,
      }),
      atMost(`no acknowledgement after ${SLACK_WAITS_MS} ms`, {
        value: slowest,
        limit: SLACK_WAITS_MS,
        show: ms,
      }),
    ],
    measurements: measured,
  };
}
