import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { handleRequest, type RequestParts } from './handle-request.js';
import { handleUpgrade } from './pod-exec.js';
import type { Certificates } from './tls.js';

// Longer than any client keeps a connection: the server must never close one while a request is on its way.
const keepAliveMs = 180_000;

export interface ApiServer {
  readonly port: number;
  readonly server: Server;
  stop(): Promise<void>;
}

export interface ServerParts extends RequestParts {
  readonly certificates: Certificates;
  readonly port: number;
}

/** The API on a loopback port of its own, over TLS. */
export async function serveApi(parts: ServerParts): Promise<ApiServer> {
  const { certificates } = parts;
  const sockets = new Map<number, Socket>();
  const stopping = new AbortController();
  const server = createServer({
    ca: certificates.caPem,
    cert: certificates.original.certPem,
    key: certificates.original.keyPem,
    requestCert: true,
    rejectUnauthorized: false,
    keepAliveTimeout: keepAliveMs,
  });
  server.on('connection', (socket: Socket) => {
    // The plain socket below TLS: only it can be reset. A request finds it by the client's port.
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.on('close', () => sockets.delete(port));
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('request', (request, response) => {
    const reset = () => sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
    handleRequest(parts, { request, response, reset, signal: stopping.signal }).catch(() =>
      response.destroy(),
    );
  });
  server.on('upgrade', (request, socket, head) => {
    const reset = () => sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
    handleUpgrade(parts, { request, socket, head, reset, signal: stopping.signal }).catch(() =>
      socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    stop: async () => {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
