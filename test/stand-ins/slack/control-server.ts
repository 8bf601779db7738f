import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type ControlHandlers, controlHandlers } from './control-commands.js';
import { stateOf } from './control-state.js';
import { NotPossible } from './model/things.js';
import { pageFile } from './page-files.js';
import type { SlackStandIn } from './slack-stand-in.js';
import { listen } from './web-api/http-server.js';
import { readBody } from './web-api/request-body.js';

// The inside of the workspace as plain HTTP on a loopback port that is not Slack's, for other processes and for the page:
// GET /_state, GET /_changes (server-sent events), one POST per command with JSON in and out, and the page at GET /.

export interface ControlServer {
  /** `http://127.0.0.1:PORT`, also the address of the page. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface ControlOptions {
  /** 0 (default): any free port. Always on 127.0.0.1. */
  readonly port?: number;
}

export async function serveControl(
  slack: SlackStandIn,
  { port = 0 }: ControlOptions = {},
): Promise<ControlServer> {
  const handlers = controlHandlers(slack);
  const server = createServer((request, response) => {
    serve(slack, handlers, request, response).catch((error: unknown) => fail(response, error));
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    url,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  slack: SlackStandIn,
  handlers: ControlHandlers,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOurs(request)) throw new NotPossible('only this machine may ask, and only pages of this server');
  const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
  if (request.method === 'GET') {
    if (pathname === '/_state') sendJson(response, stateOf(slack));
    else if (pathname === '/_changes') streamChanges(slack, response);
    else await sendPage(response, pathname);
    return;
  }
  const command = pathname.slice(1);
  if (request.method !== 'POST' || !Object.hasOwn(handlers, command)) {
    throw new NotPossible(`POST one of: ${Object.keys(handlers).join(', ')}`);
  }
  const body = (await readBody(request)).toString('utf8');
  const handler = handlers[command as keyof ControlHandlers] as (
    argument: unknown,
  ) => object | undefined | Promise<object | undefined>;
  sendJson(response, (await handler(body === '' ? {} : JSON.parse(body))) ?? { done: true });
}

/** A page of another origin, or of a name that was made to point here, gets nothing. */
function isOurs({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  const origin = headers.origin;
  return /^(127\.0\.0\.1|localhost):\d+$/.test(host) && (origin === undefined || origin === `http://${host}`);
}

async function sendPage(response: ServerResponse, pathname: string): Promise<void> {
  const file = await pageFile(pathname);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, file.headers).end(file.bytes);
}

/** One event per change, several at once told as one; a comment line first. */
function streamChanges(slack: SlackStandIn, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  let isTelling = false;
  const stopListening = slack.workspace.onChange(() => {
    if (isTelling) return;
    isTelling = true;
    setImmediate(() => {
      isTelling = false;
      response.write('data: changed\n\n');
    });
  });
  response.once('close', stopListening);
}

function sendJson(response: ServerResponse, body: object): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.destroy();
  else
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: message }));
}
