/** `pods/exec` over a WebSocket: who may, which container, and the channels of what a script says. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Answer } from './api-call.js';
import { ApiError, badRequest, notFound, statusBody, unknownPath } from './api-error.js';
import { authorize } from './authorization.js';
import type { CommandScript, RanCommand } from './commands.js';
import type { FaultRequest } from './faults.js';
import type { RequestParts } from './handle-request.js';
import { isObject, listAt, objectAt, parse, textAt } from './json.js';
import { attributesOf, routeOf } from './router.js';
import { errorAnswer, struck } from './strike.js';

const messageBytes = 32 * 1024;

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly reset: () => void;
  readonly signal: AbortSignal;
}

export async function handleUpgrade(parts: RequestParts, upgrade: Upgrade): Promise<void> {
  const { request, socket, head, signal } = upgrade;
  socket.on('error', () => socket.destroy());
  const url = new URL(request.url ?? '/', 'https://stand-in');
  const seen: FaultRequest = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    userAgent: request.headers['user-agent'] ?? '',
  };
  const answered = parts.requests.note(seen);
  let command: RanCommand | undefined;
  const { answer, wire } = await struck(parts.faults.strike(seen), {
    seen,
    signal,
    normally: () => {
      try {
        command = admitted(parts, request, url);
        return { status: 101, body: '' };
      } catch (error) {
        return errorAnswer(error);
      }
    },
  });
  if (wire === 'reset-before-headers') return upgrade.reset();
  answered(answer.status);
  if (command === undefined || answer.status !== 101) return refuse(socket, answer);
  const ran = command;
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: () => ran.protocol,
    perMessageDeflate: false,
  });
  server.handleUpgrade(request, socket, head, (client) => {
    void play(client, ran, { script: parts.commands.begin(ran), reset: upgrade.reset });
  });
}

/** @throws ApiError */
function admitted({ api, commands }: RequestParts, request: IncomingMessage, url: URL): RanCommand {
  const identity = api.tokens.authenticate(request);
  const route = routeOf(url.pathname);
  if (route.to !== 'resource' || route.plural !== 'pods' || route.subresource !== 'exec') throw unknownPath();
  const { namespace = '', name = '' } = route;
  // Kubernetes 1.35 asks for "create" where it asked for "get" before.
  for (const verb of ['get', 'create']) authorize(api.state, identity, attributesOf(verb, route));
  const stored = api.state.objects.get('pods', namespace, name);
  if (stored === undefined) throw notFound(api.state.registry.named('pods'), name);
  const pod = parse(stored.text);
  const containers = listAt(objectAt(pod, 'spec'), 'containers').filter(isObject);
  const container = url.searchParams.get('container') ?? '';
  if (!containers.some((each) => textAt(each, 'name') === container)) {
    throw badRequest(`container ${container} is not valid for pod ${name}`);
  }
  const phase = textAt(objectAt(pod, 'status'), 'phase');
  if (phase !== 'Running')
    throw new ApiError(
      500,
      statusBody({ code: 500, reason: 'InternalError', message: `container not found ("${container}")` }),
    );
  const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const protocol = offered.find((each) => commands.protocols.includes(each));
  if (protocol === undefined) throw badRequest('unable to upgrade: no known subprotocol');
  const command = url.searchParams.getAll('command');
  return { namespace, pod: name, container, command, protocol, user: identity.user, over: false };
}

function refuse(socket: Duplex, answer: Answer): void {
  const body = 'body' in answer ? answer.body : '';
  const headers = {
    'content-type': 'application/json',
    ...('headers' in answer ? answer.headers : {}),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  );
}

interface Playing {
  readonly script: CommandScript;
  readonly reset: () => void;
}

async function play(client: WebSocket, ran: RanCommand, { script, reset }: Playing): Promise<void> {
  client.on('error', () => client.terminate());
  client.on('close', () => {
    ran.over = true;
  });
  await script.meanwhile?.(ran);
  const { stdout = '', stderr = '', exitCode = 0, notStarted, hang, breakOff } = script;
  write(client, 1, Buffer.from(stdout));
  write(client, 2, Buffer.from(stderr));
  if (hang) return;
  if (breakOff === 'reset') return reset();
  if (breakOff === 'close') return client.close(1011);
  write(client, 3, Buffer.from(JSON.stringify(statusOf(exitCode, notStarted))));
  client.close(1000);
}

function write(client: WebSocket, channel: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length; from += messageBytes) {
    client.send(Buffer.concat([Buffer.from([channel]), bytes.subarray(from, from + messageBytes)]));
  }
}

function statusOf(exitCode: number, notStarted: string | undefined): object {
  if (notStarted !== undefined)
    return { metadata: {}, status: 'Failure', message: notStarted, reason: 'InternalError', code: 500 };
  if (exitCode === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}
