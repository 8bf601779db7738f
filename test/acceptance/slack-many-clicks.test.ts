/** Clicks that come together; five hundred of them: slack-many-clicks.long.test.ts. */
import { describe, it } from 'vitest';
import { EVERY_TRANSPORT } from '../support/slack-installation.js';
import { clickAtOnce } from './many-clicks.js';

describe.each(EVERY_TRANSPORT)('over %s', (transport) => {
  it('40 clicks at once are all acknowledged and all answered, and what they ask for is done once', {
    timeout: 240_000,
  }, async () => {
    await clickAtOnce(40, transport);
  });
});
