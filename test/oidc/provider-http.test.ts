import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { type ProviderHttp, providerHttp } from '../../src/oidc/provider-http.js';

let silent: Server;
let http: ProviderHttp;
let url: string;

beforeEach(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  http = providerHttp(60_000);
});
afterEach(() => {
  http.close();
  silent.closeAllConnections();
  silent.close();
});

it('a provider that says nothing for as long as the caller waits is a dependency that failed', async () => {
  const asked = http.ask(url, { signal: AbortSignal.timeout(50) });
  await expect(asked).rejects.toThrow(DependencyFailure);
  await expect(asked).rejects.toThrow(/in time/);
});

it('a caller that gives up altogether gets what they said', async () => {
  const stopping = new AbortController();
  const asked = http.ask(url, { signal: stopping.signal });
  stopping.abort(new Error('the process stops'));
  await expect(asked).rejects.toThrow('the process stops');
});
