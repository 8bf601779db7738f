import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveBot } from '../../src/commands/serve-bot.js';
import type { Config } from '../../src/config.js';
import { recordingLog } from '../support/recording-log.js';

let before: readonly NodeJS.UnhandledRejectionListener[];
beforeEach(() => {
  before = process.listeners('unhandledRejection');
});
afterEach(() => {
  process.exitCode = undefined;
  for (const each of process.listeners('unhandledRejection'))
    if (!before.includes(each)) process.off('unhandledRejection', each);
});

it("the bot alone goes on after what Slack's library left to fail, and tells of it", async () => {
  const log = recordingLog();
  const config = { slack: null } as Config;
  await serveBot({ config, log, signal: AbortSignal.abort() });
  const [added] = process.listeners('unhandledRejection').filter((each) => !before.includes(each));
  added?.(new TypeError('a frame of another shape'), Promise.resolve());
  expect(log.lines.at(-1)).toMatchObject({
    level: 'error',
    message: 'Something failed that nobody waited for; Holdfast goes on.',
  });
});
