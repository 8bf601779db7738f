/** The worked queries of docs/api.md, run as they stand there by a shell and by Node.js, against a whole installation. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_ROUTES } from '../../src/graphql/open-routes.js';
import { Scheduled } from '../support/scheduled.js';
import { type ServedInstallation, serveInstallation } from '../support/serve-installation.js';
import { silentLog } from '../support/silent-log.js';
import { ROOT } from './markdown.js';

const PAGE = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');

interface Example {
  readonly title: string;
  readonly shell: readonly string[];
  readonly script: readonly string[];
}

const examples: readonly Example[] = PAGE.split(/^### /m)
  .slice(1)
  .map((section) => ({
    title: section.split('\n')[0] ?? '',
    shell: blocksIn(section, 'bash'),
    script: blocksIn(section, 'ts'),
  }));

function blocksIn(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, of, body = '']) =>
    of === language ? [body] : [],
  );
}

function example(nth: number): Example {
  const found = examples.find(({ title }) => title.startsWith(`${nth}. `));
  if (found === undefined) throw new Error(`docs/api.md has no query ${nth}`);
  return found;
}

let scheduled: Scheduled;
let served: ServedInstallation;
let folder: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  scheduled = await Scheduled.start({ namespaces: ['shop', 'billing', 'gone'] }, new Date().toISOString());
  const { holdfast, store, services } = scheduled;
  const { actor } = holdfast;
  await holdfast.backUp('shop');
  await holdfast.backUp('billing');
  const schedule = await scheduled.create(['shop', 'billing', 'gone']);
  store.deleteNamespace('gone', { instantly: true });
  await scheduled.cycle(schedule.id);
  await holdfast.backUp('shop', 'billing');
  const userId = actor.kind === 'USER' ? actor.userId : '';
  const { token } = await services.accessTokens.create({ userId, name: 'docs' }, actor);
  served = await serveInstallation(holdfast, { log: silentLog });
  folder = mkdtempSync(join(tmpdir(), 'holdfast-docs-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'ask.ts'), blocksIn(PAGE, 'ts')[0] ?? '');
  environment = { HOLDFAST_URL: served.url, HOLDFAST_TOKEN: token };
});
afterAll(async () => {
  await served?.stop();
  await scheduled?.holdfast.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** What the shell prints for the nth query, taken for JSON. */
async function curled(nth: number, block = 0): Promise<{ data: Record<string, never>; errors?: never[] }> {
  const { stdout } = await execa('bash', ['-c', example(nth).shell[block] ?? 'false'], {
    env: environment,
    cwd: folder,
  });
  return JSON.parse(stdout) as never;
}

/** What its program prints, line by line. */
async function ran(nth: number): Promise<readonly never[]> {
  const file = join(folder, `query-${nth}.ts`);
  writeFileSync(file, example(nth).script[0] ?? 'process.exit(1)');
  const { stdout } = await execa(process.execPath, [file], {
    env: environment,
    cwd: folder,
  });
  return stdout.split('\n').map((line) => JSON.parse(line) as never);
}

/** Both say the same, which is handed back. */
async function both(nth: number): Promise<never> {
  const [{ data, errors }, [printed]] = await Promise.all([curled(nth), ran(nth)]);
  expect(errors).toBeUndefined();
  expect(printed).toEqual(data);
  return data as never;
}

it('there are twelve, each in TypeScript, and each that curl can ask with curl', () => {
  expect(examples).toHaveLength(12);
  expect(examples.filter(({ script }) => script.length === 0)).toEqual([]);
  expect(examples.filter(({ shell }) => shell.length === 0).map(({ title }) => title)).toEqual([
    '10. Follow a backup live',
  ]);
});

describe('the worked query', () => {
  it('1 says who one is', async () => {
    expect(await both(1)).toMatchObject({ viewer: { name: 'admin', role: 'SUPER_ADMIN' } });
  });

  it('2 finds the partial backup and what it misses', async () => {
    const [{ data }, [printed]] = await Promise.all([curled(2), ran(2)]);
    expect(printed).toEqual(data);
    expect(data).toMatchObject({
      backups: {
        totalCount: 1,
        edges: [
          { node: { namespaces: expect.arrayContaining([{ name: 'gone', fate: 'MISSING' }]) as unknown } },
        ],
      },
    });
  });

  it('3 goes through every page', async () => {
    const [{ data }, [names]] = await Promise.all([curled(3), ran(3)]);
    expect(data).toMatchObject({ backups: { pageInfo: { hasNextPage: true } } });
    expect(new Set(names as unknown as readonly string[]).size).toBe(4);
  });

  it('4 counts', async () => {
    expect(await both(4)).toMatchObject({ backups: { totalCount: 3 }, clusters: { totalCount: 1 } });
  });

  it('5 shows the states with their numbers', async () => {
    const { stateMatrix } = (await both(5)) as {
      stateMatrix: [{ states: { state: string; count: number }[] }];
    };
    expect(stateMatrix[0].states).toContainEqual(expect.objectContaining({ state: 'ACTIVE', count: 1 }));
  });

  it('6 shows the alert of the missing namespace', async () => {
    expect(await both(6)).toMatchObject({
      alerts: { edges: [{ node: { kind: 'MISSING_NAMESPACES', namespaces: ['gone'] } }] },
    });
  });

  it('7 excludes it, and says so when it is asked again', async () => {
    const { data } = await curled(7);
    expect(data).toMatchObject({ backupSchedules: { edges: [{ node: { missingNamespaces: ['gone'] } }] } });
    const [printed] = await ran(7);
    expect(printed).toMatchObject({
      excludeNamespacesFromSchedule: {
        changed: true,
        backupSchedule: { selection: { names: ['billing', 'shop'] } },
      },
    });
  });

  it('8 shows a refusal with its code', async () => {
    const [{ errors }, [printed]] = await Promise.all([curled(8), ran(8)]);
    expect(errors).toContainEqual(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', retryable: false }) as unknown,
      }),
    );
    expect(printed).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false, fields: [{ path: 'first' }] });
  });

  it('9 says what a restore would make, and makes nothing', async () => {
    expect((await curled(9)).errors).toBeUndefined();
    const [printed] = await ran(9);
    expect(printed).toMatchObject({ previewRestore: { newNamespaces: ['shop-copy'] } });
    expect(
      (printed as unknown as { previewRestore: { counts: { created: number } } }).previewRestore.counts
        .created,
    ).toBeGreaterThan(0);
  });

  it('10 hears the present value and ends with the backup', async () => {
    const lines = await ran(10);
    expect(lines[0]).toMatchObject({
      backupUpdated: { type: null, backup: { state: expect.stringMatching(/SUCCESS$/) as unknown } },
    });
    expect(lines).toHaveLength(1);
  });

  it('11 puts a label on the partial backup, and finds that one by it', async () => {
    const set = await curled(11);
    expect(set.data).toEqual({ changeLabels: { labels: [{ key: 'ticket', value: '4711' }] } });
    const { data } = await curled(11, 1);
    expect(data).toMatchObject({
      backups: { totalCount: 1, edges: [{ node: { labels: [{ key: 'ticket', value: '4711' }] } }] },
    });
    // The version has moved, and the program reads it itself.
    expect(await ran(11)).toEqual([data]);
  });

  it('12 makes one group, however often it is asked', async () => {
    const { data } = await curled(12);
    expect(data).toMatchObject({ createUserGroup: { userGroup: { name: 'shop team' } } });
    expect((await curled(12)).data).toEqual(data);
    expect(await ran(12)).toEqual([data]);
    const { items } = await scheduled.services.userGroups.page(
      { first: 50, after: null },
      scheduled.holdfast.actor,
    );
    expect(items).toHaveLength(1);
  });
});

it('the page lists what answers without a token as the code does', () => {
  for (const { path, says, guard } of OPEN_ROUTES)
    expect(PAGE).toContain(`| \`${path}\` | ${says} | ${guard} |`);
});
