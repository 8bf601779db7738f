import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Faults of the connection, below the answer. */
export type WireFault = 'reset-before-headers' | 'reset-mid-body' | 'truncate' | { readonly dripMs: number };

interface Head {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
}

interface StreamPlan extends Head {
  readonly stream: (write: (line: string) => void, end: () => void) => () => void;
}

export type WirePlan = (Head & { readonly body: Buffer }) | StreamPlan;

export interface Wire {
  readonly wire: WireFault | undefined;
  readonly reset: () => void;
  readonly signal: AbortSignal;
}

const drips = 16;

/** Sends an answer, whole or in the broken way that a fault wants. */
export async function writeAnswer(response: ServerResponse, plan: WirePlan, wire: Wire): Promise<void> {
  if (response.destroyed) return;
  if ('stream' in plan) {
    writeStream(response, plan);
    return;
  }
  const { body } = plan;
  const half = body.subarray(0, Math.ceil(body.length / 2));
  if (wire.wire === undefined) {
    response.writeHead(plan.status, { ...plan.headers, 'content-length': body.length }).end(body);
  } else if (wire.wire === 'truncate') {
    response.writeHead(plan.status, { ...plan.headers, 'content-length': half.length }).end(half);
  } else if (wire.wire === 'reset-mid-body') {
    response.writeHead(plan.status, { ...plan.headers, 'content-length': body.length });
    response.write(half, () => wire.reset());
  } else if (typeof wire.wire === 'object') {
    response.writeHead(plan.status, { ...plan.headers, 'content-length': body.length });
    await drip(response, body, { everyMs: wire.wire.dripMs, signal: wire.signal });
  }
}

interface Drip {
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

async function drip(response: ServerResponse, body: Buffer, { everyMs, signal }: Drip): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / drips));
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await delay(everyMs, undefined, { signal });
  }
  response.end();
}

function writeStream(response: ServerResponse, plan: StreamPlan): void {
  response.writeHead(plan.status, plan.headers);
  response.flushHeaders();
  let stop: () => void = () => undefined;
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    stop();
    response.end();
  };
  stop = plan.stream((line) => response.write(line), end);
  response.on('close', end);
  if (over) stop();
}
