import { type AddressInfo, createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port of this machine at which the first test that asks for a database gets PostgreSQL started. */
    postgresDoor: number;
  }
}

/** PostgreSQL starts when the first test asks for it: a run of pure tests does not pay for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | undefined;
  const door = createServer((caller) => {
    caller.on('error', () => undefined);
    server ??= startTestServer();
    server.then(
      ({ template }) => caller.end(JSON.stringify({ template })),
      (error: Error) => caller.end(JSON.stringify({ error: error.stack ?? error.message })),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', (door.address() as AddressInfo).port);
  return async () => {
    door.close();
    await (await server?.catch(() => undefined))?.stop();
  };
}
