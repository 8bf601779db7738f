/** One tab with the explorer in it, used as a person does: a token is pasted, a query written, a button pressed, an answer read. */
import type { BrowserContext, Page } from 'playwright-core';
import { until } from './until.js';

/** Whose explorer it is, and a token to sign in with. */
export interface WayIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
}

export interface Shown {
  /** Of the answer, to its end, also where the pane is to be scrolled. */
  readonly data: unknown;
  readonly errors: unknown;
  /** What a person sees of it without scrolling. */
  readonly visible: string;
}

const PATIENCE_MS = 60_000;
const EDITOR = '.graphiql-query-editor .CodeMirror';
const PANE = '.graphiql-container .result-window .CodeMirror';

export class ExplorerTab {
  /** What went wrong on the page, and what it asked of others than Holdfast. */
  readonly complaints: string[] = [];

  private constructor(private readonly page: Page) {}

  /** By the address that people type; signed in. */
  static async open(context: BrowserContext, { url, token }: WayIn): Promise<ExplorerTab> {
    const page = await context.newPage();
    const tab = new ExplorerTab(page);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => tab.complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`)) tab.complaints.push(`asked elsewhere: ${request.url()}`);
    });
    await page.goto(`${url}/`);
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByText(/^Signed in for this tab as ./).waitFor();
    await page.locator(EDITOR).waitFor();
    return tab;
  }

  /** Asks, and waits for the answer. The query has no name and no variables. */
  async ask(query: string): Promise<Shown> {
    await this.begin(query);
    await until(async () => (await this.#answer()) !== '', 'The explorer showed no answer.');
    return this.shown();
  }

  /** Asks, and waits for nothing. A live query goes on until the tab is closed. */
  async begin(query: string): Promise<void> {
    await this.#write(query);
    // What the pane shows goes with the click: what comes after it is the answer to this.
    await this.page.getByRole('button', { name: /Execute query/ }).click();
    // Or the names of what is under the pointer would cover the page.
    await this.page.mouse.move(0, 0);
  }

  async shown(): Promise<Shown> {
    const text = await this.#answer();
    const { data, errors } = (text === '' ? {} : JSON.parse(text)) as Partial<Shown>;
    return { data, errors, visible: await this.page.locator(PANE).innerText() };
  }

  async picture(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #write(query: string): Promise<void> {
    await until(async () => {
      await this.page.locator(EDITOR).click();
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.insertText(query);
      return until(() => this.#hasRead(query), 'late', READ_MS).then(
        () => true,
        () => false,
      );
    }, 'The explorer did not take the query that was written.');
  }

  /** A moment after something is written the page knows what kind of query it is. */
  async #hasRead(query: string): Promise<boolean> {
    const read = await this.page.evaluate<[text: string, known: boolean]>(`(() => {
      const editor = document.querySelector(${JSON.stringify(EDITOR)})?.CodeMirror;
      const text = editor?.getValue() ?? '';
      return [text, editor?.documentAST?.loc?.source.body === text];
    })()`);
    const [text, isKnown] = read;
    return isKnown && squeezed(text) === squeezed(query);
  }

  #answer(): Promise<string> {
    return this.page.evaluate<string>(
      `document.querySelector(${JSON.stringify(PANE)})?.CodeMirror?.getValue() ?? ''`,
    );
  }
}

const READ_MS = 5_000;

/** The editor indents by itself. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
