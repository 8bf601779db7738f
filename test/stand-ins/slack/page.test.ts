import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ControlServer, serveControl } from './control-server.js';
import { alertBlocks, pageApp } from './page-app.js';
import { startTestApp, type TestApp } from './test-app.js';
import { demoWorld } from './worlds/demo.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
// Where screenshots go, when somebody wants to look at them.
const pictures = process.env.SLACK_PAGE_SCREENSHOTS;

if (!hasChromium) {
  process.emitWarning(
    `no Chromium at ${executablePath} (set CHROMIUM): the page of the Slack stand-in is not tried`,
  );
}

describe.skipIf(!hasChromium)('the page', () => {
  let browser: Browser;
  let page: Page;
  let running: TestApp;
  let control: ControlServer;
  let complaints: string[];

  beforeAll(async () => {
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    running = await startTestApp('SocketModeReceiver', pageApp, { world: demoWorld, ackLimitMs: 3_000 });
    control = await serveControl(running.slack);
    page = await browser.newPage({ viewport: { width: 1280, height: 860 }, timezoneId: 'UTC' });
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(control.url);
    await post();
    await page.getByRole('heading', { name: 'Partial Success: 3 namespaces are missing' }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await control.stop();
    await running.stop();
  });

  const post = () =>
    running.app.client.chat.postMessage({
      channel: 'backup-alerts',
      text: 'Partial Success: 3 namespaces are missing in nightly on prod-eu',
      blocks: alertBlocks,
    });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const picture = async (name: string) => {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const as = (name: string) => page.getByLabel('You are').selectOption({ label: name });
  const openModal = async () => {
    await button('Exclude from Schedule…').click();
    await dialog('Exclude from Schedule').waitFor();
  };

  it('shows what the app posts at once: marks, dates of the reader, links', async () => {
    await picture('alert');
    const message = page.locator('article').last();
    expect(await message.locator('strong', { hasText: 'nightly' }).count()).toBe(1);
    expect(await message.locator('code').allTextContents()).toEqual([
      'shop',
      'cart',
      'billing',
      'billing',
      'cart',
    ]);
    expect(await message.getByRole('link', { name: 'the backup' }).getAttribute('href')).toBe(
      'https://example.com/backups/7',
    );
    expect(await message.locator('time[datetime]').first().textContent()).toBe('29 Aug 2026 at 12:40');
    await as('Priya Raman');
    await expect
      .poll(() => page.locator('article time[datetime]').first().textContent())
      .toBe('29 Aug 2026 at 16:10');
    expect(complaints).toEqual([]);
  });

  it('shows names as they are, whatever they hold', async () => {
    const name = '&lt;img src=x onerror=alert(1)&gt; <!channel> &amp;amp; *b*';
    await running.app.client.chat.postMessage({ channel: 'backup-alerts', text: name });
    const text = page.locator('article').last().locator('.text');
    await expect.poll(() => text.textContent()).toBe('<img src=x onerror=alert(1)> @channel &amp; b');
    expect(await text.locator('img').count()).toBe(0);
  });

  it('asks before a button with a confirm dialog counts, and shows what came of it in place', async () => {
    await button('Exclude all').click();
    const asked = page.getByRole('alertdialog', { name: 'Exclude 3 namespaces?' });
    await asked.waitFor();
    await picture('confirm');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep them');
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    expect(running.slack.requests.count('chat.update')).toBe(0);
    await button('Exclude all').click();
    await asked.getByRole('button', { name: 'Exclude', exact: true }).click();
    await page.getByText('waiting for the next cycle').waitFor();
    await button('1 reply').click();
    await page
      .getByRole('complementary', { name: 'Thread' })
      .getByText('3 namespaces were excluded.')
      .waitFor();
    await picture('thread');
  });

  it('opens a modal: focus inside, errors at their field, half-typed text stays, the next view in its place', async () => {
    await openModal();
    expect(await page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
    await picture('modal');
    await dialog('Exclude from Schedule').getByRole('button', { name: 'Exclude', exact: true }).click();
    await page.getByText('Please complete this required field.').waitFor();
    expect(await page.getByLabel('Why?').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Why?').fill('no');
    await page.getByLabel('billing').check();
    await page.keyboard.press('Tab');
    await dialog('Exclude from Schedule').getByRole('button', { name: 'Exclude', exact: true }).click();
    await page.getByText('That is no reason.').waitFor();
    expect(await page.getByLabel('Why?').inputValue()).toBe('no');
    await picture('modal-errors');
    await page.getByLabel('Why?').fill('it moved');
    await page.keyboard.press('Enter');
    await dialog('Excluded').getByText('Applied: shop, billing leave nightly').waitFor();
    await picture('modal-updated');
    await page.keyboard.press('Escape');
    await dialog('Excluded').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('searches while one types, with the keyboard alone', async () => {
    await openModal();
    const opener = dialog('Exclude from Schedule').getByRole('button', { name: /More namespaces/ });
    await opener.focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: 'Search options' });
    await page.getByRole('option', { name: 'warehouse' }).waitFor();
    await field.fill('shop');
    await page.getByRole('option', { name: 'cart' }).waitFor({ state: 'detached' });
    await picture('search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('listbox').getByRole('option', { selected: true }).allTextContents())
      .toEqual(['✓shop-eu']);
    await page.keyboard.press('Escape');
    await expect.poll(() => opener.textContent()).toContain('shop-eu');
    await page.getByLabel('Why?').fill('gone');
    await page.keyboard.press('Enter');
    await dialog('Excluded').getByText('shop, shop-eu').waitFor();
  });

  it('shows an answer only to whom it is meant for', async () => {
    await button('More actions').first().click();
    await picture('menu');
    await page.getByRole('menuitem', { name: 'Snooze until it changes' }).click();
    await page.getByText('Only visible to you').waitFor();
    await picture('ephemeral');
    await as('Jonas Weber');
    await expect.poll(() => page.getByText('Only visible to you').count()).toBe(0);
  });

  it('runs commands, says messages, and shows the Home tab', async () => {
    const field = page.getByLabel('Message or command');
    await field.fill('/backup status prod-eu');
    await page.keyboard.press('Enter');
    await page.getByText('You asked for status prod-eu').waitFor();
    await field.fill('thanks *all*');
    await page.keyboard.press('Enter');
    await page.locator('article strong', { hasText: 'all' }).waitFor();
    await button(/Home/).click();
    await page.getByRole('heading', { name: 'Your open alerts' }).waitFor();
    await picture('home');
    await button('Look').click();
    await dialog('Exclude from Schedule').waitFor();
  });

  it('says when the app did not answer', async () => {
    await button('Say nothing').click();
    await page.getByRole('alert').getByText('The app did not answer in time').waitFor();
    await picture('late');
  });

  it('shows a message that an administrator deleted, and a channel that was archived, at once', async () => {
    running.slack.archiveChannel('backup-alerts');
    await expect.poll(() => page.getByLabel('Message or command').isDisabled()).toBe(true);
    running.slack.deleteMessage('backup-alerts', running.slack.messages('backup-alerts')[0]?.ts as string);
    await page.getByText('Nothing has been said here yet.').waitFor();
  });

  it('makes things go wrong at a click: Slack away, and a person who clicks meanwhile', async () => {
    await page.getByText('Make things go wrong').click();
    await picture('workshop');
    await button('Slack goes away').click();
    await page.getByRole('status').getByText('Slack is away').waitFor();
    await button('Say nothing').click();
    await page.getByText('No answer').waitFor();
    await page.getByRole('alert').getByText('could not be reached').waitFor();
    await button('Slack comes back').click();
    await page.getByRole('status').getByText('App over').waitFor();
    expect(running.slack.isAway).toBe(false);
  });

  it('shows a modal on a modal, and the lower one when the upper is closed', async () => {
    await openModal();
    const mara = running.slack.workspace.user('mara').id;
    const [lower] = running.slack.views.stack(mara);
    const trigger_id = running.slack.triggers.make(mara, lower?.id);
    const title = { type: 'plain_text' as const, text: 'All names' };
    await running.app.client.views.push({ trigger_id, view: { type: 'modal', title, blocks: [] } });
    await dialog('All names').waitFor();
    await page.keyboard.press('Escape');
    await dialog('Exclude from Schedule').waitFor();
    await dialog('Exclude from Schedule').getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(running.slack.views.stack(mara)).toEqual([]);
  });

  it('fits a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await button('Exclude from Schedule…').scrollIntoViewIfNeeded();
    await picture('narrow');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it('is dark for who likes it dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('dark');
    await openModal();
    await picture('dark-modal');
    expect(complaints).toEqual([]);
  });
});
