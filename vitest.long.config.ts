/** What takes minutes: `npm run test:long`, beside the quick suite. What the quick one tells Slack over HTTP is told over Socket Mode here. */
import { mergeConfig } from 'vitest/config';
import quick from './vitest.config.js';

const config = mergeConfig(quick, { test: { testTimeout: 1_800_000, hookTimeout: 600_000 } });
config.test.include = [
  'test/**/*.long.test.ts',
  'test/acceptance/slack-{add,attacks,commands,exclude,people,races}.test.ts',
];
config.test.provide = { slackTransports: ['SOCKET_MODE'] };
config.test.exclude = [];

export default config;
