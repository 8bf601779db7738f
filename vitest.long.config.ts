/** What takes minutes: `npm run test:long`, beside the quick suite. */
import { mergeConfig } from 'vitest/config';
import quick from './vitest.config.js';

const config = mergeConfig(quick, { test: { testTimeout: 1_800_000, hookTimeout: 600_000 } });
config.test.include = ['test/**/*.long.test.ts'];
config.test.exclude = [];

export default config;
