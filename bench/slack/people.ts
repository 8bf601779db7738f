/** Fifty people who linked their Slack accounts as people do: a code asked for in Slack, confirmed with a token of one's own. */
import {
  ConfirmSlackLinkDocument,
  CreateAccessTokenDocument,
  CreateUserDocument,
} from '../../src/client/generated/graphql.js';
import type { SlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';
import type { ProductProcess } from './product-process.js';
import { until } from './until.js';
import { CHANNEL, PEOPLE, personName } from './workspace.js';

const CODE = /holdfast slack link ([A-Z0-9-]+)/;
const LOOK_EVERY_MS = 20;

export async function linkEverybody(product: ProductProcess, slack: SlackStandIn): Promise<void> {
  for (let number = 0; number < PEOPLE; number += 1) await link(product, slack, personName(number));
}

async function link(product: ProductProcess, slack: SlackStandIn, name: string): Promise<void> {
  const { createUser } = await product.ask(CreateUserDocument, { input: { name, role: 'APP_ADMIN' } });
  const input = { userId: createUser.user.id, name: 'bench' };
  const { createAccessToken } = await product.ask(CreateAccessTokenDocument, { input });
  await slack.people.slash('link', { user: name, channel: CHANNEL });
  const code = await until(`a code for ${name}`, LOOK_EVERY_MS, () =>
    slack
      .ephemerals(CHANNEL, name)
      .map((message) => CODE.exec(JSON.stringify(message.blocks))?.[1])
      .find((found) => found !== undefined),
  );
  await product.ask(ConfirmSlackLinkDocument, { input: { code } }, createAccessToken.token);
}
