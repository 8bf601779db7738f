import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ValidateClusterDocument, ViewerDocument } from '../../src/client/generated/graphql.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import type { RunningProcess } from '../support/processes.js';

let database: TestDatabase;
let fleet: Fleet;
let api: RunningProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url });
  api = await fleet.start('api');
  await fleet.setUp();
});
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

function ask(token?: string) {
  return fetch(`${fleet.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
}

describe('the first token', () => {
  it('lies in a file of its owner, in a folder of its owner, and its place is told in the log', async () => {
    expect(await modeOf(fleet.tokenFile)).toBe('600');
    expect(await modeOf(fleet.dataDir)).toBe('700');
    const ready = await api.logged(/^Holdfast is ready/);
    expect(ready.signIn).toContain(fleet.tokenFile);
    const { viewer } = await fleet.ask(ViewerDocument, {});
    expect(viewer).toMatchObject({ name: 'admin', role: 'SUPER_ADMIN' });
  });

  it('is needed for everything but health', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(`${fleet.url}${path}`)).status).toBe(200);
    for (const token of [undefined, 'wrong', `hf_${'x'.repeat(43)}`]) {
      const refused = await ask(token);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  it('is revoked by "token reset", which leaves a new one in the same place', async () => {
    const { token: old = '' } = fleet.connection;
    const reset = await fleet.run(['token', 'reset', '--json']);
    expect(reset).toMatchObject({ code: 0 });
    expect(JSON.parse(reset.stdout)).toEqual({ file: fleet.tokenFile, revoked: 1 });
    expect(await modeOf(fleet.tokenFile)).toBe('600');
    const { token: fresh = '' } = fleet.connection;
    expect(fresh).not.toBe(old);
    expect((await ask(old)).status).toBe(401);
    expect((await ask(fresh)).status).toBe(200);
    expect(reset.written).not.toContain(fresh);
  });

  it("is not needed on the server itself: what is done there stands in the audit trail by the name of the machine's user", async () => {
    const made = await fleet.run(['bot-token', '--json']);
    const trail = `{ auditTrail(first: 20) { edges { node { operation actorKind actorName door remoteAddress after } } } }`;
    const response = await fetch(`${fleet.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${fleet.connection.token}` },
      body: JSON.stringify({ query: trail }),
    });
    const text = await response.text();
    const local = {
      ...{ actorKind: 'SYSTEM', door: 'COMMAND_LINE', remoteAddress: 'local' },
      actorName: expect.stringMatching(/^\S+ on the server$/),
    };
    const { auditTrail } = JSON.parse(text).data as { auditTrail: { edges: { node: { door: string } }[] } };
    expect(auditTrail.edges.filter(({ node }) => node.door === 'COMMAND_LINE')).toMatchObject([
      { node: { ...local, operation: 'createBotToken', after: { revoked: 0 } } },
      { node: { ...local, operation: 'resetAdminToken', after: { revoked: 1 } } },
    ]);
    expect(text).not.toContain((JSON.parse(made.stdout) as { token: string }).token);
  });
});

describe('"config --json"', () => {
  it('tells what is in effect and hides secrets', async () => {
    const { code, stdout, written } = await fleet.run(['config', '--json']);
    expect(code).toBe(0);
    const rows = JSON.parse(stdout) as { variable: string; value: string; source: string }[];
    const byName = new Map(rows.map((row) => [row.variable, row]));
    expect(byName.get('HOLDFAST_DATA_DIR')).toEqual({
      variable: 'HOLDFAST_DATA_DIR',
      value: fleet.dataDir,
      source: 'environment',
    });
    for (const secret of ['HOLDFAST_SECRET_KEY', 'DATABASE_URL']) {
      expect(byName.get(secret)).toMatchObject({ source: 'environment' });
    }
    expect(written).not.toContain(fleet.secretKey);
    expect(written).not.toContain(database.url);
  });

  it('lists every fault of the environment at once, without repeating a secret', async () => {
    const { code, written } = await fleet.run(['config'], {
      HOLDFAST_PORT: 'many',
      HOLDFAST_SECRET_KEY: 'sentinel-which-is-no-key',
      HOLDFAST_LESE_SECONDS: '3',
    });
    expect(code).toBe(2);
    for (const named of ['HOLDFAST_PORT', 'HOLDFAST_SECRET_KEY', 'HOLDFAST_LESE_SECONDS']) {
      expect(written).toContain(named);
    }
    expect(written).not.toContain('sentinel-which-is-no-key');
  });
});

describe('the key of stored credentials', () => {
  const newKey = randomBytes(32).toString('base64');

  it('is exchanged by "rekey" with the old one named; after that the old one is not needed', async () => {
    const both = { HOLDFAST_SECRET_KEY: newKey, HOLDFAST_OLD_SECRET_KEYS: fleet.secretKey };
    const rekeyed = await fleet.run(['rekey', '--json'], both);
    expect(rekeyed).toMatchObject({ code: 0 });
    expect(JSON.parse(rekeyed.stdout)).toMatchObject({ rekeyed: 1, unchanged: 0 });
    const again = await fleet.run(['rekey', '--json'], { HOLDFAST_SECRET_KEY: newKey });
    expect(JSON.parse(again.stdout)).toMatchObject({ rekeyed: 0, unchanged: 1 });
    const trail = await fleet.sql(
      `SELECT outcome, after->>'rekeyed' AS rekeyed FROM audit_entry WHERE operation = 'rekey' ORDER BY at, id`,
    );
    expect(trail).toEqual([
      { outcome: 'APPLIED', rekeyed: '1' },
      { outcome: 'APPLIED', rekeyed: '0' },
    ]);

    api.kill('SIGTERM');
    await api.ended;
    api = await fleet.start('api', { HOLDFAST_SECRET_KEY: newKey });
    const input = { id: fleet.clusterId };
    const { validateCluster } = await fleet.ask(ValidateClusterDocument, { input });
    expect(validateCluster.cluster.state).toBe('ACTIVE');
  }, 120_000);

  it('that is a wrong one is refused at the start in one clear line', async () => {
    const refused = await fleet.begin('api');
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    const errors = refused.log.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.msg).toContain('HOLDFAST_OLD_SECRET_KEYS');
    expect(refused.written).not.toContain(fleet.secretKey);
    expect(await readFile(fleet.tokenFile, 'utf8')).toMatch(/^hf_/);
  });
});
