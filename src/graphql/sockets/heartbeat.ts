import type { WebSocket } from 'ws';

/**
 * Pings every socket and ends those that left the last ping unanswered: a peer that went away without a word is found
 * within twice `everyMs`. One round for all sockets, for a timer of each would be one more thing per idle socket.
 */
export function startHeartbeat(sockets: ReadonlySet<WebSocket>, everyMs: number): { stop(): void } {
  const unanswered = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of sockets) {
      if (unanswered.has(socket)) {
        socket.terminate();
        continue;
      }
      if (socket.readyState !== socket.OPEN) continue;
      unanswered.add(socket);
      socket.once('pong', () => unanswered.delete(socket));
      socket.ping();
    }
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}
