/** Where a request came from, for the audit trail: known while it is served, without every function handing it on. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { AuditOrigin } from '../domain/audit.js';
import { addressOf } from './http.js';

const MAX_NAME = 120;
const origins = new AsyncLocalStorage<AuditOrigin>();
const UNKNOWN: AuditOrigin = { remoteAddress: null, clientName: null };

export function currentOrigin(): AuditOrigin {
  return origins.getStore() ?? UNKNOWN;
}

/** Runs `work` as a part of serving the request. */
export function servingRequest<T>(request: IncomingMessage, behindProxy: boolean, work: () => T): T {
  return origins.run(originOf(request, behindProxy), work);
}

export function remembersOrigin(behindProxy: boolean): RequestHandler {
  return (request, _response, next) => servingRequest(request, behindProxy, next);
}

function originOf(request: IncomingMessage, behindProxy: boolean): AuditOrigin {
  const remoteAddress = shown(addressOf(request, behindProxy));
  return { remoteAddress, clientName: clientNameIn(request.headers) };
}

/** What Apollo's clients send, else the program's own header. */
function clientNameIn(headers: IncomingHttpHeaders): string | null {
  const [name, version] = [headers['apollographql-client-name'], headers['apollographql-client-version']];
  if (typeof name === 'string') return shown(typeof version === 'string' ? `${name} ${version}` : name);
  return shown(headers['user-agent']);
}

function shown(text: string | undefined): string | null {
  const visible =
    text
      ?.replaceAll(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, MAX_NAME) ?? '';
  return visible === '' ? null : visible;
}
