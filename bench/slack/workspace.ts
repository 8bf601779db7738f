/** A Slack with fifty people and one channel, in this process. */
import { type SlackStandIn, startSlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';

export const PEOPLE = 50;
export const CHANNEL = 'backup-alerts';

export function personName(number: number): string {
  return `person-${number}`;
}

export function startWorkspace(): Promise<SlackStandIn> {
  return startSlackStandIn({
    // What comes after three seconds is measured, too, and then counts against the product.
    ackLimitMs: 15_000,
    world(workspace) {
      for (let number = 0; number < PEOPLE; number += 1) workspace.addUser({ name: personName(number) });
      workspace.addChannel({ name: CHANNEL });
    },
  });
}
