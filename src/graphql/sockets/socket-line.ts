/** One socket as graphql-ws wants it, with its end: what is sent, what is too much, and how it is closed. */
import { AsyncResource } from 'node:async_hooks';
import type { Duplex } from 'node:stream';
import type { WebSocket as Transport } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../../domain/ports/log.js';
import { CLOSE, type CloseReason } from './close-codes.js';

/** A sign-in with its token needs a hundredth of this. */
const UNSIGNED_BYTES = 64 * 1024;
/** How long a peer may take to read what was sent before and to answer the close. */
const CLOSE_MS = 5_000;
const CLOSE_UNSIGNED_MS = 500;

/** Closes it with a reason, and breaks it when the peer does not take the reason in time: what waits for it is memory. */
export function closeFor(socket: WebSocket, { code, text }: CloseReason, withinMs = CLOSE_MS): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(code, text);
  const timer = setTimeout(() => socket.terminate(), withinMs).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** A send that fails is a socket that broke: its `close` says so, and nothing else has to. */
export function transportOf(socket: WebSocket, log: Log): Transport {
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve) => {
        if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
        else resolve();
      }),
    close: (code = 1000, text = '') => closeFor(socket, { code, text }),
    onMessage: (take) => {
      // What serves the socket is still known when its messages come.
      const inItsPlace = AsyncResource.bind(take);
      socket.on('message', (message) => {
        inItsPlace(String(message)).catch((err: unknown) => {
          log.error({ err }, 'a message on a socket could not be handled');
          closeFor(socket, CLOSE.internal);
        });
      });
    },
  };
}

/** Who has not signed in yet may send a sign-in and no more: a message is held whole in memory until its end is there. */
export function guardUnsigned(socket: WebSocket, stream: Duplex): { signedIn(): void } {
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= UNSIGNED_BYTES) return;
    done();
    closeFor(socket, CLOSE.tooMuchUnsigned, CLOSE_UNSIGNED_MS);
    socket.pause();
  };
  const done = () => void stream.off('data', count);
  stream.on('data', count);
  return { signedIn: done };
}
