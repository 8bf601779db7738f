/** The demo as a newcomer starts it: the story, its page of Slack in a real browser, and its end. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../support/built-product.js';
import { guardPostgres } from '../support/postgres-guard.js';
import type { RunningProcess } from '../support/processes.js';
import { claims, DemoProcesses, invited } from './demo-process.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
// Where screenshots go, when somebody wants to look at them.
const pictures = process.env.DEMO_SCREENSHOTS;
const PATIENCE_MS = 30_000;

if (!hasChromium) {
  process.emitWarning(`no Chromium at ${executablePath} (set CHROMIUM): the demo is not clicked through`);
}

let demos: DemoProcesses;
let guard: { end(): Promise<void> };
let data: string;
// One demo: each test goes on where the one before has left it.
let playing: RunningProcess;
let url: string;
beforeAll(async () => {
  demos = await DemoProcesses.prepare();
  data = join(demos.folder, 'data');
  guard = guardPostgres(join(data, 'data', 'postgres'));
  // What a person has set for an installation of their own is not the demo's.
  playing = await demos.start(['--data', data], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  url = await invited(playing);
});
afterAll(async () => {
  await demos.processes.endAll();
  await guard.end();
  await demos.stop();
});

describe('the demo', () => {
  it('plays the story to its end', () => {
    // What comes after it tells whoever looks on what to type, with paths.
    const [stdout = ''] = playing.stdout.split('\nYour turn.');
    expect(stdout).toContain('Registered cluster "prod": ACTIVE');
    expect(stdout).toContain('Created backup location "main": VALID');
    expect(claims(stdout)).toEqual([
      'The cycle is a Success with billing, blog, shop.',
      'The cycle is a Partial Success with blog, shop; missing: billing.',
      'One alert is open: MISSING_NAMESPACES, seen once.',
      'Slack says “Partial Success: schedule nightly”.',
      'Slack says “Excluded from the next cycle: schedule nightly”.',
      'The cycle is a Success with blog, shop.',
      'No alert is open.',
      'Slack says “Closed: schedule nightly”.',
      'The cycle is a Success with blog, shop.',
      'The cycle is a Success with blog, reviews, shop.',
      'Five backups: four Successes and one Partial Success.',
      'The cluster is Active, and its Stork is new enough.',
      'The cycle is a Success with inventory, mail, payments, search.',
      'Slack says “Partial Success: schedule nightly”.',
      'Slack says “Partial Success: schedule payments”.',
    ]);
    const partial = stdout.slice(stdout.indexOf('5. Somebody'), stdout.indexOf('6. It is said once'));
    const told = ['CLAIMED', 'PLAN', 'VOLUMES', 'RESOURCES', 'COMMIT', 'PARTIAL_SUCCESS'].map((word) =>
      partial.search(new RegExp(`^   [\\d:.]+  BACKUP_\\w+ .*${word}|BACKUP_${word}$`, 'm')),
    );
    expect(told).not.toContain(-1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(stdout).toMatch(/^ +missing +billing$/m);
    expect(stdout).toMatch(/"nightly-\S+" is intact/);
    expect(stdout).not.toContain(PROJECT);
  });

  it('goes on running', async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/explorer/`)).status).toBe(200);
  });

  it('says what went wrong, and exits with 1', async () => {
    const file = join(demos.folder, 'a-file');
    await writeFile(file, '');
    const failed = await demos.start(['--data', join(file, 'below'), '--no-wait']);
    expect(await failed.ended).toEqual({ code: 1, signal: null });
    expect(failed.written).toMatch(/^The demo went wrong\. .*ENOTDIR/m);
  });
});

describe.skipIf(!hasChromium)('its page of Slack in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: 'UTC' });
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(/Slack +(http\S+)/.exec(playing.stdout)?.[1] ?? '');
  });
  afterAll(() => browser?.close());

  const picture = async (name: string) => {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const as = (name: string) => page.getByLabel('You are').selectOption({ label: name });
  const go = (channel: string) =>
    page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: channel }).click();
  const alertOf = (heading: string | RegExp) =>
    page.locator('#messages article').filter({ has: page.getByRole('heading', { name: heading }) });
  const press = (within: Locator, name: string | RegExp) => within.getByRole('button', { name }).click();
  const dialog = (name: string) => page.getByRole('dialog', { name });
  /** What stands behind a window takes no keys: it is waited for. */
  const close = async () => {
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count(), { timeout: PATIENCE_MS }).toBe(0);
  };
  const type = async (text: string) => {
    await page.getByLabel('Message or command').fill(text);
    await page.keyboard.press('Enter');
  };
  /** The newest answer that only the acting person sees. */
  const answered = async (text: string | RegExp) => {
    const answer = page
      .locator('#messages article')
      .filter({ hasText: 'Only visible to you' })
      .filter({ hasText: text })
      .last();
    await answer.waitFor();
    return answer;
  };

  /** What the demo tells whoever wants to confirm the code in another terminal. */
  const priyas = () => {
    const told = playing.stdout.matchAll(/\b(HOLDFAST_URL|HOLDFAST_TOKEN_FILE)=(\S+)/g);
    return Object.fromEntries([...told].map(([, key = '', value = '']) => [key, value]));
  };

  it('leaves one open alert that names what is missing, below the one that the story has closed', async () => {
    const open = alertOf('Partial Success — schedule nightly');
    await open.waitFor();
    expect(await open.locator('code', { hasText: 'blog' }).count()).toBe(1);
    await alertOf('Closed — schedule nightly').waitFor();
    await picture('01-alert');
  });

  it('excludes with a click and a yes: the message says who, when and from when', async () => {
    await press(alertOf('Partial Success — schedule nightly'), /^Exclude/);
    await page.getByRole('alertdialog', { name: 'Exclude from Schedule' }).waitFor();
    await picture('02-confirm');
    await press(page.getByRole('alertdialog'), 'Exclude 1 namespace');
    const excluded = alertOf('Excluded from the next cycle — schedule nightly');
    await excluded.getByText(/mara excluded/).waitFor();
    expect(await excluded.textContent()).toContain('it counts from the next cycle');
    await picture('03-excluded');
  });

  it('takes it back with Undo, and excludes again', async () => {
    await press(alertOf('Excluded from the next cycle — schedule nightly'), /^Undo/);
    const open = alertOf('Partial Success — schedule nightly');
    await open
      .getByText(/taken back/)
      .first()
      .waitFor();
    await picture('04-undone');
    await press(open, /^Exclude/);
    await press(page.getByRole('alertdialog'), 'Exclude 1 namespace');
    await alertOf('Excluded from the next cycle — schedule nightly').waitFor();
  });

  it('adds a new namespace, found by a search', async () => {
    await press(alertOf('Excluded from the next cycle — schedule nightly'), /^Add namespaces/);
    const modal = dialog('Add namespaces');
    await modal.waitFor();
    await modal
      .getByRole('button', { name: /Search|namespace/i })
      .first()
      .click();
    await page.getByRole('combobox', { name: 'Search options' }).fill('wish');
    await page.getByRole('option', { name: 'wishlist' }).waitFor();
    await picture('05-search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await picture('06-chosen');
    await modal.getByRole('button', { name: /^Add/ }).last().click();
    await dialog('Holdfast').getByText('It counts from the next cycle').waitFor();
    await picture('07-added');
    await close();
    await alertOf('Excluded from the next cycle — schedule nightly')
      .getByText(/mara added/)
      .waitFor();
  });

  it('runs the next cycle from a command: its Success closes the alert', async () => {
    await type('/backup run nightly');
    const modal = dialog('Back up now');
    await modal.waitFor();
    await modal.getByRole('button', { name: 'Start backup' }).waitFor();
    await picture('08-run');
    await press(modal, 'Start backup');
    await dialog('Holdfast').waitFor();
    await close();
    await expect.poll(() => alertOf('Closed — schedule nightly').count(), { timeout: PATIENCE_MS }).toBe(2);
    await picture('09-closed');
  });

  it('answers status, help and a typo', async () => {
    await type('/backup status');
    await answered('Backup locations');
    await picture('10-status');
    await type('/backup help');
    await answered(/What you can ask/);
    await picture('11-help');
    await type('/backup stauts');
    const meant = await answered('Did you mean');
    await picture('12-typo');
    await press(meant, '/backup status');
    await expect.poll(() => page.getByText('Clusters', { exact: true }).count()).toBe(2);
  });

  it('answers a person whose role may not: whom to ask', async () => {
    await as('Jonas Weber');
    await go('payments');
    await press(alertOf('Partial Success — schedule payments'), /^Exclude/);
    await dialog('Exclude from Schedule').getByText('Ask a super admin or an app admin').waitFor();
    await picture('13-auditor');
    await close();
  });

  it('answers a person who is not linked, gives a code, and knows them once it is confirmed', async () => {
    await as('Priya Raman');
    const alert = alertOf('Partial Success — schedule payments');
    await press(alert, /^Exclude/);
    const told = dialog('Holdfast');
    await told.getByText('Holdfast does not know who you are yet').waitFor();
    await picture('14-unlinked');
    await press(told, /^Link my/);
    const code = told.getByText('holdfast slack link');
    await code.waitFor();
    await picture('15-code');
    const [, command = ''] = /slack link ([\w-]+)/.exec((await code.textContent()) ?? '') ?? [];
    const linked = await demos.processes.run(['slack', 'link', command, '--yes'], {
      cwd: demos.folder,
      env: priyas(),
    });
    expect(linked.code, linked.written).toBe(0);
    await close();
  });

  it('lets her exclude one of two on her own schedule, ticked in advance', async () => {
    await press(alertOf('Partial Success — schedule payments'), /^Exclude/);
    const modal = dialog('Exclude from Schedule');
    await modal.getByLabel(/inventory/).waitFor();
    expect(await modal.getByLabel(/inventory/).isChecked()).toBe(true);
    expect(await modal.textContent()).toMatch(/Last backup/);
    await picture('16-ticks');
    await modal.getByLabel(/mail/).uncheck();
    await press(modal, /^Exclude/);
    await dialog('Holdfast').getByText('It counts from the next cycle').waitFor();
    await close();
    const partly = alertOf('Partly excluded — schedule payments');
    await partly.getByText(/priya excluded/).waitFor();
    expect(await partly.textContent()).toMatch(/Missing: ?mail/);
    await picture('17-partly');
  });

  it('shows her Home, and nothing went wrong on the page', async () => {
    await page.getByRole('button', { name: /Home/ }).click();
    await page.getByText('You are linked to the Holdfast user').waitFor();
    await picture('18-home');
    expect(complaints).toEqual([]);
  });
});

describe('the demo that is asked to end', () => {
  it('does, keeps the folder that it was given, and takes none that is not empty', async () => {
    playing.kill('SIGINT');
    expect(await playing.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
    expect(await readdir(data)).toContain('kubeconfig');
    const again = await demos.start(['--data', data]);
    expect(await again.ended).toEqual({ code: 1, signal: null });
    expect(again.written).toContain('is not empty');
  });
});
