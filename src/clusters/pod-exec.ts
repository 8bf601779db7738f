/**
 * A command in a container, over a WebSocket: channel 1 is its output, 2 its errors, 3 the Status of its end. The same host,
 * certificate and address rules as every other call. Source: facts 1.3 (pods/exec), Kubernetes' remotecommand v4 and v5.
 */
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { type ClientOptions, WebSocket } from 'ws';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { CommandOutcome, PodCommand } from '../domain/ports/cluster-gateway.js';
import { guardedLookup } from '../outbound/refused-address.js';
import { answerFailure, type CallNote } from './answer-failure.js';
import { CallTimedOut } from './call-signal.js';
import type { ClusterAccess } from './cluster-access.js';
import type { ClusterTimeouts } from './cluster-timeouts.js';
import { connectionFailure } from './connection-failure.js';
import { endOfCommand } from './exec-status.js';
import { OutputKeeper } from './output-keeper.js';
import { retryAfterSeconds } from './retry-after.js';

/** Best first; the server takes the first that it knows (v5 since Kubernetes 1.30). Nothing is written, so both read alike. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
/** The API server cuts its messages at 32 KiB. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_FAILURE_BYTES = 64 * 1024;
/** How long the other side may take to close after it told the end. */
const CLOSING_MS = 2_000;

export interface ExecConnection {
  readonly access: ClusterAccess;
  readonly timeouts: Pick<ClusterTimeouts, 'connect' | 'headers'>;
  readonly userAgent: string;
  readonly lookup: LookupFunction | undefined;
  readonly now: () => Date;
}

/** @throws ClusterCallFailed where it was not begun; the reason of an aborted signal */
export async function execInPod(
  connection: ExecConnection,
  command: PodCommand,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  signal.throwIfAborted();
  const running = new RunningCommand(connection, command);
  const abort = () => running.giveUp(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await running.outcome;
  } finally {
    signal.removeEventListener('abort', abort);
    running.end();
  }
}

class RunningCommand {
  readonly #socket: WebSocket;
  readonly #note: CallNote;
  readonly #result = Promise.withResolvers<CommandOutcome>();
  readonly #stdout = new OutputKeeper();
  readonly #stderr = new OutputKeeper();
  #timer: NodeJS.Timeout;
  #open = false;
  #end: Pick<CommandOutcome, 'ended' | 'exitCode' | 'message'> | undefined;

  constructor(
    private readonly connection: ExecConnection,
    private readonly command: PodCommand,
  ) {
    const { access, timeouts } = connection;
    this.#note = { call: `GET ${pathOf(command)}`, secret: access.token };
    this.#socket = openSocket(connection, command);
    this.#timer = setTimeout(
      () => this.#refused(new CallTimedOut('the handshake took too long')),
      timeouts.connect + timeouts.headers,
    );
    this.#socket
      .once('open', () => this.#begun())
      .once('unexpected-response', (_request, response) => void this.#answered(response))
      .on('message', (data) => Buffer.isBuffer(data) && this.#heard(data))
      // After the handshake the close that follows tells what is to be told.
      .on('error', (error) => this.#refused(error))
      .once('close', () => this.#closed());
  }

  get outcome(): Promise<CommandOutcome> {
    return this.#result.promise;
  }

  giveUp(reason: unknown): void {
    this.#result.reject(reason);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#socket.terminate();
  }

  #begun(): void {
    this.#open = true;
    clearTimeout(this.#timer);
    const { timeoutMs } = this.command;
    this.#timer = setTimeout(() => {
      const message = `The command had not ended after ${timeoutMs / 1_000} s; it may still be running in its container.`;
      this.#settle({ ended: 'TIMED_OUT', exitCode: null, message });
    }, timeoutMs);
  }

  #heard(bytes: Buffer): void {
    const [channel] = bytes;
    const payload = bytes.subarray(1);
    if (channel === STDOUT) this.#stdout.add(payload);
    else if (channel === STDERR) this.#stderr.add(payload);
    else if (channel === STATUS && payload.length > 0) {
      this.#end ??= endOfCommand(payload, this.#note.secret);
      this.#socket.close();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#socket.terminate(), CLOSING_MS);
    }
  }

  /** The handshake was answered with something else: nothing was begun. */
  async #answered(response: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > MAX_FAILURE_BYTES) break;
        chunks.push(chunk);
      }
    } catch {
      // What came of it is enough: its status is what counts.
    }
    const { statusCode = 0, headers } = response;
    const answer = {
      status: statusCode,
      contentType: headers['content-type'] ?? '',
      retryAfterSeconds: retryAfterSeconds(headers['retry-after'], this.connection.now()),
      body: Buffer.concat(chunks),
    };
    this.#result.reject(answerFailure(answer, this.#note));
  }

  /** Only before it was begun: later the outcome tells it. */
  #refused(error: Error): void {
    if (this.#open) return;
    const { call } = this.#note;
    const spoken = 'code' in error || error.cause !== undefined;
    this.#result.reject(
      spoken
        ? connectionFailure(error, call)
        : new ClusterCallFailed(`${call}: the server does not speak the protocol of commands.`, {
            kind: 'MALFORMED',
            call,
          }),
    );
  }

  #closed(): void {
    const message = 'The connection ended before the cluster told how the command ended.';
    this.#settle(this.#end ?? { ended: 'BROKEN', exitCode: null, message });
  }

  #settle(end: Pick<CommandOutcome, 'ended' | 'exitCode' | 'message'>): void {
    const { secret } = this.#note;
    this.#result.resolve({ ...end, stdout: this.#stdout.shown(secret), stderr: this.#stderr.shown(secret) });
  }
}

function openSocket(connection: ExecConnection, command: PodCommand): WebSocket {
  const { access, userAgent, lookup } = connection;
  const { server, authorities, serverName, clientCertificate, token } = access;
  const url = new URL(`${server}${pathOf(command)}`);
  url.search = queryOf(command);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const options: ClientOptions & Pick<ConnectionOptions, 'lookup' | 'servername'> = {
    followRedirects: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    lookup: guardedLookup(lookup),
    // Written out: NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment must not turn it off.
    rejectUnauthorized: true,
    servername: serverName ?? (isIP(host) === 0 ? host : ''),
    ...(authorities !== undefined && { ca: authorities }),
    ...(clientCertificate && { cert: clientCertificate.chain, key: clientCertificate.key }),
    headers: {
      'user-agent': userAgent,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  };
  return new WebSocket(url, PROTOCOLS, options);
}

function pathOf({ namespace, pod }: PodCommand): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`;
}

function queryOf({ container, command }: PodCommand): string {
  const query = new URLSearchParams({ container, stdout: 'true', stderr: 'true' });
  for (const word of command) query.append('command', word);
  return query.toString();
}
