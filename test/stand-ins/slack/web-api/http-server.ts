import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultAction } from '../faults.js';
import type { Json } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { type Answer, handleCall, tooMany } from './handle-call.js';
import { PlatformError } from './platform-error.js';
import { decodeArguments, readBody } from './request-body.js';
import { useHook } from './use-hook.js';

/** What a call is: a method, the use of a response URL, the bytes of a file. */
interface Target {
  readonly method: string;
  readonly run: (body: Buffer, args: Json) => WireAnswer;
  /** Whether the body is arguments. */
  readonly hasArguments: boolean;
}

interface WireAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly error?: string;
}

/** The port that the app talks to. `port` 0: any. */
export function slackServer(core: StandInCore): Server {
  return createServer((request, response) => {
    serve(core, request, response).catch(() => response.destroy());
  });
}

export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function serve(core: StandInCore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = targetOf(core, request);
  const body = await readBody(request);
  if (target === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { args, refusal } = argumentsOf(target, body, request);
  const { token: _, ...logged } = args;
  const userAgent = request.headers['user-agent'] ?? '';
  const answered = core.requests.note({ method: target.method, arguments: logged, userAgent });
  const actions = core.faults.strike(target.method);
  if (actions.includes('reset-before')) {
    request.socket.resetAndDestroy();
    return;
  }
  const answer = (await instead(actions)) ?? refusal ?? target.run(body, args);
  if (actions.includes('reset-after')) {
    request.socket.resetAndDestroy();
    return;
  }
  const text = actions.includes('malformed-json') ? '<html>502 Bad Gateway</html>' : answer.text;
  response.writeHead(answer.status, answer.headers).end(text);
  answered(answer.status, answer.error);
}

function targetOf(core: StandInCore, request: IncomingMessage): Target | undefined {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  const { pathname } = new URL(request.url ?? '/', core.url);
  const [, kind, name = ''] = pathname.split('/');
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (kind === 'api') {
    return {
      method: name,
      hasArguments: true,
      run: (_, args) => {
        const bodyToken = typeof args.token === 'string' ? args.token : undefined;
        return jsonAnswer(handleCall(core, { method: name, args, token: token ?? bodyToken }), core);
      },
    };
  }
  if (kind === 'hook') {
    return {
      method: 'hook',
      hasArguments: true,
      run: (_, args) => plainAnswer(useHook(core, name, args)),
    };
  }
  if (kind !== 'upload') return undefined;
  return {
    method: 'upload',
    hasArguments: false,
    run: (bytes) =>
      plainAnswer(
        core.files.upload(name, bytes) ? { status: 200, text: 'OK' } : { status: 400, text: 'bad length' },
      ),
  };
}

function argumentsOf(
  target: Target,
  body: Buffer,
  request: IncomingMessage,
): { args: Json; refusal?: WireAnswer } {
  if (!target.hasArguments) return { args: {} };
  try {
    return { args: decodeArguments(body, request.headers['content-type']) };
  } catch (error) {
    if (error instanceof PlatformError)
      return { args: {}, refusal: jsonAnswer({ status: 200, body: error.body() }) };
    throw error;
  }
}

/** Runs hooks and delays; the first fault that answers, if any. */
async function instead(actions: readonly FaultAction[]): Promise<WireAnswer | undefined> {
  let answer: WireAnswer | undefined;
  for (const action of actions) {
    if (typeof action === 'function') await action();
    else if (typeof action === 'string') continue;
    else if ('delayMs' in action) await delay(action.delayMs);
    else if ('error' in action) {
      answer ??= jsonAnswer({ status: 200, body: { ok: false, error: action.error, ...action.fields } });
    } else if (action.status === 429) answer ??= jsonAnswer(tooMany(action.retryAfter ?? 1));
    else answer ??= jsonAnswer({ status: action.status, body: { ok: false, error: 'internal_error' } });
  }
  return answer;
}

function jsonAnswer({ status, body, retryAfter }: Answer, core?: StandInCore): WireAnswer {
  return {
    status,
    text: JSON.stringify(body),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(core === undefined ? {} : { 'x-oauth-scopes': core.workspace.installation.scopes.join(',') }),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    ...(typeof body.error === 'string' ? { error: body.error } : {}),
  };
}

function plainAnswer({ status, text }: { status: number; text: string }): WireAnswer {
  return {
    status,
    text,
    headers: { 'content-type': 'text/plain' },
    ...(status === 200 ? {} : { error: text }),
  };
}
