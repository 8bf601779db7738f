import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../model/things.js';
import { type AppAnswer, type AppLink, type Envelope, nothing } from './app-link.js';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

interface Waiting {
  readonly socket: WebSocket;
  readonly settle: (acknowledged: Json | undefined) => void;
}

const CONNECTIONS_MAX = 10;
const PING_EVERY_MS = 5_000;

/** The WebSockets of Socket Mode: any connection may get any payload. */
export class SocketLink implements AppLink {
  readonly #tickets = new Set<string>();
  readonly #sockets = new Set<WebSocket>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #pinging: NodeJS.Timeout;

  constructor(
    readonly appId: string,
    readonly ackLimitMs: number,
    /** Called when a connection came or went. */
    readonly onChange: () => void = () => undefined,
  ) {
    this.#pinging = setInterval(() => {
      for (const socket of this.#sockets) socket.ping();
    }, PING_EVERY_MS).unref();
  }

  /** How many connections the app holds. */
  get connections(): number {
    return this.#sockets.size;
  }

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const ticket = new URL(request.url ?? '/', 'http://stand-in').searchParams.get('ticket') ?? '';
      if (!this.#tickets.delete(ticket) || this.#sockets.size >= CONNECTIONS_MAX) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (connected) => this.#connected(connected));
    });
  }

  /** A one-use address. */
  openUrl(httpUrl: string): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `${httpUrl.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${this.appId}`;
  }

  deliver({ type, payload, retry }: Envelope): Promise<AppAnswer> {
    const since = performance.now();
    const open = [...this.#sockets];
    const socket = open[Math.floor(Math.random() * open.length)];
    if (socket === undefined) return Promise.resolve(nothing('unreachable', since));
    const envelopeId = randomUUID();
    const acknowledged = this.#acknowledgement(envelopeId, socket, since);
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type !== 'events_api'
          ? {}
          : { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }),
      }),
    );
    return acknowledged;
  }

  /** Asks the app to connect anew: every connection, or one. */
  disconnect(reason: DisconnectReason, which: 'all' | 'one' = 'all'): void {
    const sockets = [...this.#sockets].slice(0, which === 'one' ? 1 : undefined);
    for (const socket of sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }));
    }
  }

  /** Cuts the connections without a word. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  close(): void {
    clearInterval(this.#pinging);
    this.drop();
    this.#server.close();
  }

  #connected(socket: WebSocket): void {
    this.#sockets.add(socket);
    this.onChange();
    socket.on('message', (data) => this.#received(String(data)));
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.onChange();
      for (const waiting of this.#waiting.values()) if (waiting.socket === socket) waiting.settle(undefined);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.size,
        connection_info: { app_id: this.appId },
        debug_info: { host: 'stand-in', approximate_connection_time: 18_060 },
      }),
    );
  }

  #received(text: string): void {
    const frame = JSON.parse(text) as { envelope_id?: string; payload?: Json };
    if (frame.envelope_id !== undefined) this.#waiting.get(frame.envelope_id)?.settle(frame);
  }

  #acknowledgement(envelopeId: string, socket: WebSocket, since: number): Promise<AppAnswer> {
    return new Promise((resolve) => {
      const settle = (answer: AppAnswer) => {
        clearTimeout(timer);
        this.#waiting.delete(envelopeId);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(nothing('late', since)), this.ackLimitMs);
      this.#waiting.set(envelopeId, {
        socket,
        settle: (frame) =>
          settle(
            frame === undefined ? nothing('unreachable', since) : acknowledgedWith(frame.payload, since),
          ),
      });
    });
  }
}

function acknowledgedWith(payload: unknown, since: number): AppAnswer {
  const text = payload === undefined ? '' : typeof payload === 'string' ? payload : JSON.stringify(payload);
  return {
    outcome: 'answered',
    status: 200,
    headers: {},
    text,
    body: payload,
    latencyMs: performance.now() - since,
  };
}
