/** The explorer as a person uses it: in a real browser, on the served files, with a token and with a live query. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCluster } from './builders.js';
import { type Running, startApi, TOKEN } from './running-api.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
const PATIENCE_MS = 30_000;

if (!hasChromium)
  process.emitWarning(
    `no Chromium at ${executablePath} (set CHROMIUM): the explorer is not tried in a browser`,
  );

describe.skipIf(!hasChromium)('the explorer in a browser', { timeout: 90_000 }, () => {
  let api: Running;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    api = await startApi();
    api.services.clusterRows = [aCluster({ name: 'harbour' })];
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url)) complaints.push(`asked elsewhere: ${request.url()}`);
    });
    await page.goto(`${api.url}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  });

  const shown = () => page.locator('.graphiql-container .result-window').innerText();
  const execute = () => page.getByRole('button', { name: /Execute query/ }).click();
  async function write(query: string): Promise<void> {
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(query);
  }
  /** The page reads what was written a moment later: who is faster than any person asks again. */
  async function ask(query: string, answer: string): Promise<void> {
    await write(query);
    const asked = async () => {
      await execute();
      return shown();
    };
    await expect.poll(asked, { timeout: PATIENCE_MS, interval: 1_000 }).toContain(answer);
  }
  async function signIn(token: string): Promise<void> {
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Use' }).click();
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  }

  it('is the way in, shows no data before somebody signs in, and says so', async () => {
    expect(new URL(page.url()).pathname).toBe('/explorer/');
    await page.getByText('Not signed in.').waitFor();
    await ask('{ clusters { edges { node { name } } } }', 'UNAUTHENTICATED');
    expect(await shown()).not.toContain('harbour');
  });

  it('says at once that a token is not good', async () => {
    await signIn('hf_a-token-that-nobody-has');
    await page.getByText(/^Not signed in: ./).waitFor();
    expect(await page.getByRole('status').innerText()).not.toContain('hf_a-token');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('Error fetching schema').waitFor();
  });

  it('asks with the token that was put in, says whose it is, and tells every refusal', async () => {
    await signIn(TOKEN);
    await page.getByText('Signed in for this tab as ada (SUPER_ADMIN).').waitFor();
    // What is open stays open, and has the schema now.
    await page.getByText('All Schema Types').waitFor();
    await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
    await ask('{ clusters { edges { node { name } } } }', 'harbour');
    await ask('{ backups(first: 0) { totalCount } }', 'BAD_USER_INPUT');
  });

  it('follows what happens, over a socket with the same token', async () => {
    await write('subscription { backupUpdated(after: "000000") { eventId type } }');
    const listening = async () => {
      if (api.feed.open === 0) await execute();
      return api.feed.open;
    };
    await expect.poll(listening, { timeout: PATIENCE_MS, interval: 1_000 }).toBe(1);
    api.feed.append({ type: 'BACKUP_EDITED', subjectType: 'Backup', subjectId: aCluster().id, data: {} });
    await expect.poll(shown, { timeout: PATIENCE_MS }).toContain('BACKUP_EDITED');
  });

  it('forgets token, queries and answers when it is told to, and keeps nothing beyond the tab', async () => {
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByText('Not signed in.').waitFor();
    const kept = await page.evaluate(
      'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])',
    );
    expect(kept).not.toContain(TOKEN);
    expect(kept).not.toContain('backupUpdated');
    expect(await shown()).not.toContain('BACKUP_EDITED');
    expect(complaints).toEqual([]);
  });
});
