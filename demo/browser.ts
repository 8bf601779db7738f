/** A Chromium without a window, where the machine has one: `CHROMIUM` names it, else it is looked for where Debian puts it. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

const USUAL = '/usr/bin/chromium';
// It shows pages of this machine only. In a container there is no sandbox to be had, and little shared memory.
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

export interface HowToStart {
  /** A folder for what it writes down about itself; else that would come to the home of whoever plays, or to where they stand. */
  readonly home: string;
  readonly executablePath?: string;
}

/** @returns a sentence that says why not, where there is none */
export async function startBrowser({
  home,
  executablePath = process.env.CHROMIUM ?? USUAL,
}: HowToStart): Promise<Browser | string> {
  if (!existsSync(executablePath))
    return `There is no Chromium at ${executablePath}; CHROMIUM names another one.`;
  const { chromium } = await import('playwright-core');
  await mkdir(home, { recursive: true });
  // Who is asked to end is the demo, which closes it: by itself the browser would end both.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const { XDG_CONFIG_HOME: _config, XDG_CACHE_HOME: _cache, ...others } = process.env;
  try {
    return await chromium.launch({ executablePath, args: ARGS, env: { ...others, HOME: home }, ...signals });
  } catch (error) {
    const [why] = String(error).split('\n');
    return `The Chromium at ${executablePath} did not start: ${why}`;
  }
}
