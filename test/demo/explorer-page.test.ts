/** The walk's first door: the explorer in a real browser says what its page shows, and never what it did not. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startBrowser } from '../../demo/browser.js';
import { type ExplorerPage, openExplorer } from '../../demo/explorer-page.js';
import { aCluster } from '../graphql/builders.js';
import { type Running, startApi, TOKEN } from '../graphql/running-api.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);

if (!hasChromium)
  process.emitWarning(`no Chromium at ${executablePath} (set CHROMIUM): the page of the walk is not tried`);

it('says why there is no browser: none is installed, or it does not start', async () => {
  const home = await mkdtemp(join(tmpdir(), 'holdfast-browser-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  expect(await startBrowser({ home, executablePath: '/nowhere/chromium' })).toBe(
    'There is no Chromium at /nowhere/chromium; CHROMIUM names another one.',
  );
  // It is there, and no browser.
  expect(await startBrowser({ home, executablePath: '/bin/false' })).toMatch(
    /^The Chromium at \/bin\/false did not start: /,
  );
});

describe.skipIf(!hasChromium)('the page', { timeout: 180_000 }, () => {
  let api: Running;
  let explorer: ExplorerPage;
  let pictures: string;

  beforeAll(async () => {
    pictures = await mkdtemp(join(tmpdir(), 'holdfast-pictures-'));
    api = await startApi();
    api.services.clusterRows = [aCluster({ name: 'harbour' })];
    const browser = await startBrowser({ home: join(pictures, 'browser') });
    if (typeof browser === 'string') throw new Error(browser);
    explorer = await openExplorer(browser, { url: api.url, token: TOKEN, pictures });
  }, 180_000);
  afterAll(async () => {
    await explorer?.close();
    await api?.stop();
    await rm(pictures, { recursive: true, force: true });
  });

  it('answers each query with its own answer, whatever it showed before', async () => {
    const all = await explorer.ask('{\n  clusters { edges { node { name } } }\n}');
    expect(all.data).toEqual({ clusters: { edges: [{ node: { name: 'harbour' } }] } });
    expect(all.visible).toContain('"name": "harbour"');
    const none = await explorer.ask('{ clusters(first: 1) { totalCount } }');
    expect(none.data).toEqual({ clusters: { totalCount: 1 } });
    expect(none.visible).not.toContain('harbour');
    api.services.clusterRows = [aCluster({ name: 'quay' })];
    const again = await explorer.ask('{ clusters(first: 1) { totalCount } }');
    expect(again.data).toEqual({ clusters: { totalCount: 1 } });
    expect((await explorer.ask('{ clusters { edges { node { name } } } }')).visible).toContain('quay');
  });

  it('tells a refusal as it stands there', async () => {
    const refused = await explorer.ask('{ backups(first: 0) { totalCount } }');
    expect(refused.data).toBeNull();
    expect(refused.visible).toContain('BAD_USER_INPUT');
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('follows a live query in a tab of its own, while the other one asks', async () => {
    api.feed.append({ type: 'BACKUP_EDITED', subjectType: 'Backup', subjectId: aCluster().id, data: {} });
    const followed = await explorer.follow('subscription { backupUpdated(after: "000000") { type } }');
    await followed.shows('BACKUP_EDITED');
    expect((await explorer.ask('{ clusters { totalCount } }')).data).toEqual({ clusters: { totalCount: 1 } });
    api.feed.append({ type: 'BACKUP_FINISHED', subjectType: 'Backup', subjectId: aCluster().id, data: {} });
    await followed.shows('BACKUP_FINISHED');
    await followed.end();
    await expect.poll(() => api.feed.open, { timeout: 60_000 }).toBe(0);
  });

  it('makes numbered pictures, and has nothing to complain of', async () => {
    await explorer.picture('Cluster NOT_AVAILABLE');
    await explorer.picture('the matrix');
    const files = (await readdir(pictures)).filter((name) => name !== 'browser').sort();
    expect(files).toEqual(['01-cluster-not-available.png', '02-the-matrix.png']);
    const [first = ''] = files;
    expect((await readFile(join(pictures, first))).subarray(1, 4).toString()).toBe('PNG');
    expect(explorer.complaints).toEqual([]);
  });
});
