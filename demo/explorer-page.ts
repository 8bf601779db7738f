/** The explorer in a real browser: one tab that asks, one more for each live query, and pictures of both for who wants to look. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { ExplorerTab, type Shown, type WayIn } from './explorer-tab.js';
import { until } from './until.js';

export interface ExplorerPage {
  /** `Chromium 131.0.6778.85` */
  readonly browser: string;
  /** Writes a query without a name and without variables, runs it, and reads the answer on the page. */
  ask(query: string): Promise<Shown>;
  /** Runs a live query in a tab of its own, from the first answer that says where things stand. */
  follow(subscription: string): Promise<Followed>;
  /** Of the tab that asks, when pictures are wanted. */
  picture(name: string): Promise<void>;
  /** What went wrong on the page, and what it asked of others. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Followed {
  /** Waits until the page shows it. @throws Error with what it shows instead */
  shows(text: string): Promise<void>;
  picture(name: string): Promise<void>;
  end(): Promise<void>;
}

export interface HowToOpen extends WayIn {
  /** The folder for pictures; undefined: none are made. */
  readonly pictures: string | undefined;
}

/** So wide that a query with an id fits, so high that most answers do. */
const VIEWPORT = { width: 1600, height: 1200 } as const;

export async function openExplorer(
  browser: Browser,
  { pictures, ...connection }: HowToOpen,
): Promise<ExplorerPage> {
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  const context = await browser.newContext({ viewport: VIEWPORT, timezoneId: 'UTC' });
  const tab = await ExplorerTab.open(context, connection);
  const complaints = tab.complaints;
  const album = albumIn(pictures);
  return {
    browser: `Chromium ${browser.version()}`,
    complaints,
    ask: (query) => tab.ask(query),
    follow: (subscription) => follow(context, { connection, subscription, album, complaints }),
    picture: (name) => album(tab, name),
    close: () => browser.close(),
  };
}

type Album = (tab: ExplorerTab, name: string) => Promise<void>;

/** Numbered, so that a folder shows them in the order in which they were taken. */
function albumIn(folder: string | undefined): Album {
  let taken = 0;
  return async (tab, name) => {
    if (folder === undefined) return;
    taken += 1;
    const number = String(taken).padStart(2, '0');
    await tab.picture(join(folder, `${number}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`));
  };
}

interface Following {
  readonly connection: WayIn;
  readonly subscription: string;
  readonly album: Album;
  readonly complaints: string[];
}

async function follow(
  context: BrowserContext,
  { connection, subscription, album, complaints }: Following,
): Promise<Followed> {
  const tab = await ExplorerTab.open(context, connection);
  await tab.begin(subscription);
  const shows = async (text: string) => {
    const isShown = async () => (await tab.shown()).visible.includes(text);
    await until(isShown, 'late').catch(async () => {
      const { visible } = await tab.shown();
      throw new Error(`The live query of the explorer was expected to show ${text}, and shows: ${visible}`);
    });
  };
  await shows('"data"');
  return {
    shows,
    picture: (name) => album(tab, name),
    async end() {
      complaints.push(...tab.complaints);
      await tab.close();
    },
  };
}
