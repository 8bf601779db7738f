/** Fifty schedules that each miss one namespace, each with an alert that stands in the channel: made by real cycles. */
import { readFileSync } from 'node:fs';
import {
  BackUpScheduleNowDocument,
  CreateBackupScheduleDocument,
  RegisterClusterDocument,
} from '../../src/client/generated/graphql.js';
import type { SlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';
import type { StandInProcess } from '../support/stand-in-process.js';
import type { ProductProcess } from './product-process.js';
import { until } from './until.js';
import { CHANNEL, PEOPLE } from './workspace.js';

const STAYS = 'bench-0000';
const GOES = 'bench-0001';
const LOOK_EVERY_MS = 250;
const DAY_MINUTES = 24 * 60;

export interface Place {
  readonly clusterId: string;
  readonly locationId: string;
}

export async function register(product: ProductProcess, name: string, standIn: StandInProcess) {
  const kubeconfig = readFileSync(standIn.kubeconfigFile, 'utf8');
  const { registerCluster } = await product.ask(RegisterClusterDocument, { input: { name, kubeconfig } });
  return registerCluster.cluster.id;
}

/** @returns the ts of each alert's message */
export async function openAlerts(
  product: ProductProcess,
  slack: SlackStandIn,
  cluster: StandInProcess,
  place: Place,
): Promise<readonly string[]> {
  const schedules: string[] = [];
  for (let number = 0; number < PEOPLE; number += 1) schedules.push(await schedule(product, place, number));
  await cluster.deleteNamespace(GOES);
  for (const id of schedules) await product.ask(BackUpScheduleNowDocument, { input: { id } });
  return until(`${PEOPLE} alerts in Slack`, LOOK_EVERY_MS, () => {
    const roots = slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined);
    return roots.length >= PEOPLE ? roots.map(({ ts }) => ts) : undefined;
  });
}

async function schedule(product: ProductProcess, place: Place, number: number): Promise<string> {
  const { createBackupSchedule } = await product.ask(CreateBackupScheduleDocument, {
    input: {
      ...place,
      name: `schedule-${number}`,
      selection: { kind: 'NAMED', names: [STAYS, GOES] },
      timing: { kind: 'INTERVAL', minutes: DAY_MINUTES },
      timeZone: 'UTC',
      retention: { keep: 7 },
    },
  });
  return createBackupSchedule.backupSchedule.id;
}
