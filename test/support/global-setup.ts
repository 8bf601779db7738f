import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket at which the first test that asks for a database gets PostgreSQL started. */
    postgresDoor: string;
  }
}

/** PostgreSQL starts when the first test asks for it: a run of pure tests does not pay for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const path = join(folder, 'door');
  let server: Promise<TestServer> | undefined;
  const door = createServer((caller) => {
    caller.on('error', () => undefined);
    server ??= startTestServer();
    server.then(
      ({ template }) => caller.end(JSON.stringify({ template })),
      (error: Error) => caller.end(JSON.stringify({ error: error.stack ?? error.message })),
    );
  });
  await new Promise<void>((resolve) => door.listen(path, resolve));
  project.provide('postgresDoor', path);
  return async () => {
    door.close();
    rmSync(folder, { recursive: true, force: true });
    await (await server?.catch(() => undefined))?.stop();
  };
}
