import type { LookupFunction } from 'node:net';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Dispatcher, Pool } from 'undici';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { Clock } from '../domain/ports/clock.js';
import type {
  ClusterAnswer,
  ClusterApi,
  ClusterGetOptions,
  ClusterWrite,
  CommandOutcome,
  PodCommand,
  ReusableMemory,
} from '../domain/ports/cluster-gateway.js';
import type { Log } from '../domain/ports/log.js';
import { isLoopbackHost } from '../outbound/refused-address.js';
import { BodyTooLarge, readBody, UnknownEncoding } from './answer-body.js';
import { type Answer, answerFailure, type CallNote } from './answer-failure.js';
import { underSignals } from './call-signal.js';
import type { ClusterAccess } from './cluster-access.js';
import type { ClusterTimeouts } from './cluster-timeouts.js';
import { connectionFailure } from './connection-failure.js';
import { CONNECTIONS_PER_CLUSTER, connectionPool, WATCHES_PER_CLUSTER } from './connection-pool.js';
import { looksWhole } from './json-shape.js';
import { execInPod } from './pod-exec.js';
import { retryAfterSeconds } from './retry-after.js';
import { didNothing, MAX_ATTEMPTS, type RetryOptions, withRetries } from './retry-policy.js';
import { warningTexts } from './warning-texts.js';
import { watchLines } from './watch-lines.js';

export interface ApiClientOptions {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts: ClusterTimeouts;
  /** `holdfast/<version>`. */
  readonly userAgent: string;
  /** How names are resolved; the operating system's way when absent. Its answers are checked either way. */
  readonly lookup?: LookupFunction | undefined;
}

export interface GetOptions extends ClusterGetOptions {
  /** How often it is tried at most; 5 by default. */
  readonly attempts?: number;
  /** A small question that must not wait behind long lists: the prober's. It still gets one of the four connections. */
  readonly urgent?: boolean;
}

interface Call {
  readonly method: 'GET' | ClusterWrite['method'];
  readonly path: string;
  readonly accept: string;
  readonly maxBytes: number;
  readonly memory?: ReusableMemory | undefined;
  readonly urgent: boolean;
  readonly body?: string | Buffer | undefined;
  readonly contentType?: string | undefined;
}

const URGENT_AT_ONCE = 2;
const JSON_TYPE = 'application/json';
/** A server ends a watch by itself; one that does not is left. */
const WATCH_GRACE_MS = 15_000;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** A Status with its causes is a few KiB. */
const MAX_FAILURE_BYTES = 64 * 1024;

/** One cluster's API behind one credential: four connections, four calls at a time. Throws `ClusterCallFailed`, or the reason of an aborted signal. */
export class ApiClient implements ClusterApi {
  readonly #options: ApiClientOptions;
  readonly #pool: Pool;
  #watches: Pool | undefined;
  readonly #turns: LimitFunction = pLimit(CONNECTIONS_PER_CLUSTER);
  readonly #urgentTurns: LimitFunction = pLimit(URGENT_AT_ONCE);
  readonly #closing = new AbortController();
  readonly #pathPrefix: string;
  readonly #acceptEncoding: string;
  #throttledUntil = 0;

  constructor(options: ApiClientOptions) {
    const url = new URL(options.access.server);
    this.#options = options;
    this.#pool = connectionPool(options.access, { timeouts: options.timeouts, lookup: options.lookup });
    this.#pathPrefix = url.pathname.replace(/\/+$/, '');
    // On loopback packing costs more than it saves (facts 2.7, 2).
    this.#acceptEncoding = isLoopbackHost(url.hostname) ? 'identity' : 'gzip';
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  get(path: string, options: GetOptions = {}): Promise<Buffer> {
    const { accept = JSON_TYPE, maxBytes = MAX_BODY_BYTES, urgent = false } = options;
    const { attempts = MAX_ATTEMPTS, memory } = options;
    const call: Call = { method: 'GET', path, accept, maxBytes, memory, urgent };
    return this.#retried(call, { attempts, signal: options.signal }, ({ body }) => body);
  }

  send(write: ClusterWrite, options: Pick<ClusterGetOptions, 'signal'> = {}): Promise<ClusterAnswer> {
    const { accept = JSON_TYPE } = write;
    const call: Call = { ...write, accept, maxBytes: MAX_BODY_BYTES, urgent: false };
    const how = { attempts: MAX_ATTEMPTS, signal: options.signal, mayPass: didNothing };
    return this.#retried(call, how, ({ status, body, warnings = [] }) => ({ status, body, warnings }));
  }

  post(path: string, body: unknown, options: Pick<ClusterGetOptions, 'signal'> = {}): Promise<Buffer> {
    const call: Call = {
      method: 'POST',
      path,
      accept: JSON_TYPE,
      maxBytes: MAX_BODY_BYTES,
      urgent: true,
      body: JSON.stringify(body),
    };
    return underSignals({ signals: [this.#closing.signal, options.signal] }, (signal) =>
      this.#inTurn(call, signal).then(({ body: answered }) => answered),
    );
  }

  async *watch(
    path: string,
    { signal, forMs }: { readonly signal: AbortSignal; readonly forMs: number },
  ): AsyncGenerator<string> {
    const { access, timeouts, lookup, clock } = this.#options;
    this.#watches ??= connectionPool(access, { timeouts, lookup, connections: WATCHES_PER_CLUSTER });
    const call: Call = { method: 'GET', path, accept: JSON_TYPE, maxBytes: 0, urgent: false };
    const watch = {
      path: `${this.#pathPrefix}${path}`,
      headers: this.#headers(call),
      idleMs: forMs + WATCH_GRACE_MS,
      note: { call: callName(call), secret: access.token },
      now: () => clock.now(),
    };
    yield* watchLines(this.#watches, watch, AbortSignal.any([signal, this.#closing.signal]));
  }

  /** Begun again only where the server says that it began nothing. */
  exec(command: PodCommand, options: Pick<ClusterGetOptions, 'signal'> = {}): Promise<CommandOutcome> {
    const { access, timeouts, userAgent, lookup, clock } = this.#options;
    const connection = { access, timeouts, userAgent, lookup, now: () => clock.now() };
    return underSignals({ signals: [this.#closing.signal, options.signal] }, (signal) =>
      withRetries(() => execInPod(connection, command, signal), {
        attempts: MAX_ATTEMPTS,
        timeouts,
        signal,
        mayPass: didNothing,
        onRetry: ({ kind }, attempt) =>
          this.#options.log.debug({ call: 'exec', kind, attempt }, 'a call to a cluster is tried again'),
      }),
    );
  }

  /** Aborts every call at once and closes the connections. */
  async close(): Promise<void> {
    if (this.closed) return;
    const message = 'The connections to the cluster were closed.';
    this.#closing.abort(new ClusterCallFailed(message, { kind: 'CONNECTION', call: 'close' }));
    await Promise.all([this.#pool.destroy(), this.#watches?.destroy()]);
  }

  #retried<T>(
    call: Call,
    how: Pick<RetryOptions, 'attempts' | 'mayPass'> & { readonly signal: AbortSignal | undefined },
    read: (answer: Answer) => T,
  ): Promise<T> {
    return underSignals({ signals: [this.#closing.signal, how.signal] }, (signal) =>
      withRetries(async () => read(await this.#inTurn(call, signal)), {
        ...how,
        timeouts: this.#options.timeouts,
        signal,
        onRetry: ({ kind }, attempt) =>
          this.#options.log.debug(
            { call: callName(call), kind, attempt },
            'a call to a cluster is tried again',
          ),
      }),
    );
  }

  #inTurn(call: Call, signal: AbortSignal): Promise<Answer> {
    const turns = call.urgent ? this.#urgentTurns : this.#turns;
    return turns(() => {
      signal.throwIfAborted();
      this.#easeThrottle();
      return this.#attempt(call, signal);
    });
  }

  async #attempt(call: Call, outer: AbortSignal): Promise<Answer> {
    const note: CallNote = { call: callName(call), secret: this.#options.access.token };
    try {
      const timing = { signals: [outer], timeoutMs: this.#options.timeouts.call };
      const answer = await underSignals(timing, (signal) => this.#exchange(call, signal));
      if (answer.status < 200 || answer.status > 299) throw answerFailure(answer, note);
      requireExpected(answer, call);
      return answer;
    } catch (error) {
      if (outer.aborted) throw outer.reason;
      const failure = error instanceof ClusterCallFailed ? error : connectionFailure(error, note.call);
      if (failure.kind === 'THROTTLED') this.#throttle();
      throw failure;
    }
  }

  async #exchange(call: Call, signal: AbortSignal): Promise<Answer> {
    const response = await this.#pool.request({
      method: call.method,
      path: `${this.#pathPrefix}${call.path}`,
      headers: this.#headers(call),
      body: call.body ?? null,
      signal,
    });
    return {
      status: response.statusCode,
      contentType: header(response, 'content-type') ?? '',
      retryAfterSeconds: retryAfterSeconds(header(response, 'retry-after'), this.#options.clock.now()),
      body: await bodyOf(response, call, signal),
      warnings: warningTexts(response.headers.warning),
    };
  }

  #headers(call: Call): Record<string, string> {
    const { token } = this.#options.access;
    return {
      accept: call.accept,
      'accept-encoding': this.#acceptEncoding,
      'user-agent': this.#options.userAgent,
      ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? JSON_TYPE }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
  }

  #throttle(): void {
    this.#throttledUntil = this.#options.clock.now().getTime() + this.#options.timeouts.throttled;
    this.#turns.concurrency = 1;
  }

  #easeThrottle(): void {
    if (this.#options.clock.now().getTime() >= this.#throttledUntil) {
      this.#turns.concurrency = CONNECTIONS_PER_CLUSTER;
    }
  }
}

/** `GET /api/v1/pods`: a query may hold names that are nobody else's business. */
function callName({ method, path }: Call): string {
  return `${method} ${path.split('?', 1)[0] ?? ''}`;
}

function header(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

async function bodyOf(response: Dispatcher.ResponseData, call: Call, signal: AbortSignal): Promise<Buffer> {
  const status = response.statusCode;
  const failed = status < 200 || status > 299;
  const maxBytes = failed ? MAX_FAILURE_BYTES : call.maxBytes;
  const memory = failed ? undefined : call.memory;
  const encoding = (header(response, 'content-encoding') ?? '').toLowerCase();
  try {
    return await readBody(response.body, { encoding, maxBytes, signal, memory });
  } catch (error) {
    const unfit = error instanceof BodyTooLarge || error instanceof UnknownEncoding;
    if (!unfit) throw error;
    if (failed) return Buffer.alloc(0);
    throw malformed(call, `the answer is ${error.message}`, status);
  }
}

/** What a success must look like: JSON where JSON was asked for, and whole. */
function requireExpected(answer: Answer, call: Call): void {
  if (!call.accept.includes('json')) return;
  if (!answer.contentType.includes('json')) throw malformed(call, 'the answer is no JSON', answer.status);
  if (!looksWhole(answer.body)) throw malformed(call, 'the answer is cut off');
}

function malformed(call: Call, what: string, status?: number): ClusterCallFailed {
  const name = callName(call);
  return new ClusterCallFailed(`${name}: ${what}.`, {
    kind: 'MALFORMED',
    call: name,
    ...(status === undefined ? {} : { status }),
  });
}
