/**
 * Calls to the identity provider: its host only, no redirects, no link-local or metadata addresses, bounded in time and size.
 * Proxies of the environment are not used.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { guardedLookup, isRefusedHost } from '../outbound/refused-address.js';

export const DEPENDENCY = 'identity provider';
const MAX_BYTES = 8 * 1024 * 1024;
const CONNECTIONS = 8;

export interface ProviderRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly body: string;
}

export interface ProviderHttp {
  /** Any status is an answer. @throws DependencyFailure for no answer, a redirect, or one that is too large */
  ask(url: string, request?: ProviderRequest): Promise<ProviderAnswer>;
  close(): void;
}

/** @param timeoutMs for one call from its first to its last byte */
export function providerHttp(timeoutMs: number): ProviderHttp {
  const options = { keepAlive: true, maxSockets: CONNECTIONS, lookup: guardedLookup() };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  return {
    async ask(text, { method = 'GET', headers = {}, body, signal } = {}) {
      const url = URL.parse(text);
      if (url === null || !(url.protocol === 'http:' || url.protocol === 'https:')) {
        throw failure('it named an address that is no URL');
      }
      if (isRefusedHost(url.hostname)) throw failure('it named an address that is never called');
      const agent = agents[url.protocol];
      const limit = AbortSignal.timeout(timeoutMs);
      const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      try {
        const response = await new Promise<IncomingMessage>((resolve, reject) => {
          const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
          const sent = send(url, {
            method,
            agent,
            signal: both,
            headers: { accept: 'application/json', ...headers },
          });
          sent.on('response', resolve).on('error', reject).end(body);
        });
        const { statusCode: status = 0 } = response;
        if (status >= 300 && status < 400) {
          response.destroy();
          throw failure('it answered with a redirect, which is not followed');
        }
        return { status, body: await textOf(response) };
      } catch (error) {
        // Whoever gave up waiting is told so; who gave up altogether gets what they said.
        if (isTimeUp(signal)) throw failure(OUT_OF_TIME, error);
        signal?.throwIfAborted();
        throw error instanceof DependencyFailure ? error : failure(reasonOf(error, limit), error);
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

const OUT_OF_TIME = 'it did not answer in time';

function isTimeUp(signal: AbortSignal | undefined): boolean {
  return (
    signal?.aborted === true && signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
  );
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) throw failure('its answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** @throws DependencyFailure for an answer that is no JSON object or list */
export function jsonOf({ body }: ProviderAnswer): unknown {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below: what a parser says may quote the answer.
  }
  throw failure('its answer is not what it should be');
}

export function failure(what: string, cause?: unknown): DependencyFailure {
  return new DependencyFailure(
    `The identity provider cannot be asked: ${what}.`,
    { dependency: DEPENDENCY },
    { cause },
  );
}

function reasonOf(error: unknown, limit: AbortSignal): string {
  if (limit.aborted) return 'it did not answer in time';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? `there is no connection (${code})` : 'there is no connection';
}
