/** Five hundred clicks that come together. */
import { describe, it } from 'vitest';
import { EVERY_TRANSPORT } from '../support/slack-installation.js';
import { clickAtOnce } from './many-clicks.js';

describe.each(EVERY_TRANSPORT)('over %s', (transport) => {
  it('500 clicks at once are all acknowledged and all answered, and what they ask for is done once', {
    timeout: 240_000,
  }, async () => {
    await clickAtOnce(500, transport);
  });
});
