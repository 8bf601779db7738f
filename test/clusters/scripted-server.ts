import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { certificates } from './kubeconfig-builder.js';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real HTTPS server on loopback that answers as a test says, and remembers who came. */
export class ScriptedServer {
  readonly requests: SeenRequest[] = [];
  /** Sockets that were ever opened, and how many calls were under way at once at most. */
  sockets = 0;
  mostAtOnce = 0;
  answering: Answering = (_request, response) => sendJson(response, 200, { kind: 'Any' });
  #atOnce = 0;
  readonly #open = new Set<Socket>();

  private constructor(
    readonly caPem: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<ScriptedServer> {
    const { caPem, original } = await certificates();
    const server = createServer({
      key: original.keyPem,
      cert: original.certPem,
      ca: caPem,
      requestCert: true,
      rejectUnauthorized: false,
    });
    const scripted = new ScriptedServer(caPem, server);
    server.on('secureConnection', (socket) => scripted.#count(socket));
    server.on('request', (request, response) => void scripted.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  get openSockets(): number {
    return this.#open.size;
  }

  /** What new connections get to see. */
  present({ certPem, keyPem }: { readonly certPem: string; readonly keyPem: string }): void {
    this.server.setSecureContext({ cert: certPem, key: keyPem });
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  #count(socket: Socket): void {
    this.sockets += 1;
    this.#open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#open.delete(socket));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    response.on('close', () => {
      this.#atOnce -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    await this.answering(request, response);
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

export function sendStatus(
  response: ServerResponse,
  code: number,
  status: {
    readonly reason: string;
    readonly message: string;
    readonly details?: unknown;
    readonly metadata?: unknown;
  },
): void {
  sendJson(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    code,
    ...status,
  });
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}
