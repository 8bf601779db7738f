/** Fifty people who click at once, each on the alert of another schedule. */
import { loadavg } from 'node:os';
import type { LoggedCall } from '../../test/stand-ins/slack/request-log.js';
import type { SlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';
import { percentile } from '../support/statistics.js';
import type { EventLoop, ProductProcess } from './product-process.js';
import { until } from './until.js';
import { CHANNEL, personName } from './workspace.js';

/** Each takes back what the other did; either leaves the button of the other on the message. */
export const TURNS = [
  { click: 'exclude_one', leaves: 'undo' },
  { click: 'undo', leaves: 'exclude_one' },
] as const;
export type Turn = (typeof TURNS)[number];

/** In milliseconds from the moment of the clicks. */
export interface Burst {
  readonly acknowledgedP50: number;
  readonly acknowledgedP99: number;
  readonly updatedP50: number;
  readonly updatedP99: number;
  /** Of the product, from the clicks to the last update. */
  readonly eventLoop: EventLoop;
  /** Load average of the last minute. */
  readonly load: number;
}

const LOOK_EVERY_MS = 20;

/** All clicks are acknowledged, all changes made, all messages updated, and everybody answered. @throws Error otherwise */
export async function burst(
  product: ProductProcess,
  slack: SlackStandIn,
  alerts: readonly string[],
  turn: Turn,
): Promise<Burst> {
  slack.requests.clear();
  const load = loadavg()[0] ?? 0;
  const { result, eventLoop } = await product.watched(() => clickAll(slack, alerts, turn));
  await quiet(slack, alerts.length);
  const { acknowledged, updated } = result;
  return {
    acknowledgedP50: percentile(acknowledged, 0.5),
    acknowledgedP99: percentile(acknowledged, 0.99),
    updatedP50: percentile(updated, 0.5),
    updatedP99: percentile(updated, 0.99),
    eventLoop,
    load,
  };
}

async function clickAll(slack: SlackStandIn, alerts: readonly string[], { click, leaves }: Turn) {
  const began = Date.now();
  const acknowledged = await Promise.all(
    alerts.map(async (ts, number) => {
      const outcome = await slack.people.click(CHANNEL, ts, click, personName(number));
      if (outcome.outcome !== 'acknowledged')
        throw new Error(`a click was ${outcome.outcome}: ${outcome.error}`);
      return outcome.latencyMs;
    }),
  );
  const updated = await until('the updates of the messages', LOOK_EVERY_MS, () => {
    const updates = firstUpdates(slack.requests.of('chat.update'), leaves);
    return alerts.every((ts) => updates.has(ts)) ? [...updates.values()] : undefined;
  });
  return { acknowledged, updated: updated.map((at) => at.getTime() - began) };
}

/** By ts of the message: when the first update came that has this button. */
function firstUpdates(calls: readonly LoggedCall[], button: string): ReadonlyMap<string, Date> {
  const first = new Map<string, Date>();
  for (const { arguments: given, at, status } of calls) {
    const ts = String(given.ts);
    if (status === 200 && !first.has(ts) && hasButton(given.blocks, button)) first.set(ts, at);
  }
  return first;
}

function hasButton(blocks: unknown, button: string): boolean {
  const text = typeof blocks === 'string' ? blocks : JSON.stringify(blocks);
  return text.includes(`"action_id":"${button}"`);
}

/** Nothing of this burst is left for the next: each click has its line in a thread and its answer to the one who clicked. */
async function quiet(slack: SlackStandIn, clicks: number): Promise<void> {
  await until('the lines in the threads and the answers', LOOK_EVERY_MS, () => {
    const lines = slack.requests.count('chat.postMessage');
    const answers = slack.requests.count(/^(chat\.postEphemeral|hook)$/);
    return lines >= clicks && answers >= clicks ? true : undefined;
  });
}
