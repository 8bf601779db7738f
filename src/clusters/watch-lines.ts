/** A watch: one GET whose answer goes on for minutes, line by line. */
import type { Dispatcher, Pool } from 'undici';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { answerFailure, type CallNote } from './answer-failure.js';
import { connectionFailure } from './connection-failure.js';
import { retryAfterSeconds } from './retry-after.js';

const MAX_FAILURE_BYTES = 64 * 1024;
/** One event holds one object: etcd takes 1.5 MiB of it. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const LINE_END = 0x0a;

export interface WatchCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Without a byte for so long the connection is taken for dead, in milliseconds. */
  readonly idleMs: number;
  readonly note: CallNote;
  readonly now: () => Date;
}

/** Ends when the server ends it. @throws ClusterCallFailed, the reason of `signal` */
export async function* watchLines(pool: Pool, call: WatchCall, signal: AbortSignal): AsyncGenerator<string> {
  try {
    const response = await pool.request({
      method: 'GET',
      path: call.path,
      headers: call.headers,
      bodyTimeout: call.idleMs,
      signal,
    });
    if (response.statusCode !== 200) throw await failureOf(response, call);
    yield* linesOf(response.body, call.note);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error instanceof ClusterCallFailed ? error : connectionFailure(error, call.note.call);
  }
}

async function* linesOf(body: AsyncIterable<Buffer>, { call }: CallNote): AsyncGenerator<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      pieces.push(chunk.subarray(from, end));
      const line = Buffer.concat(pieces.splice(0)).toString('utf8');
      length = 0;
      from = end + 1;
      if (line.trim() !== '') yield line;
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    if (length > MAX_LINE_BYTES)
      throw new ClusterCallFailed(`${call}: an event is larger than allowed.`, { kind: 'MALFORMED', call });
    if (rest.length > 0) pieces.push(rest);
  }
}

async function failureOf(
  response: Dispatcher.ResponseData,
  { note, now }: WatchCall,
): Promise<ClusterCallFailed> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_FAILURE_BYTES) break;
    pieces.push(chunk);
  }
  const { headers, statusCode: status } = response;
  const contentType = String(headers['content-type'] ?? '');
  const waitSeconds = retryAfterSeconds(headers['retry-after']?.toString(), now());
  return answerFailure(
    { status, contentType, retryAfterSeconds: waitSeconds, body: Buffer.concat(pieces) },
    note,
  );
}
