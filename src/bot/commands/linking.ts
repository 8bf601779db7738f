/** Commands about who somebody is. */
import { RemoveSlackLinkDocument, WhoamiDocument } from '../../client/generated/graphql.js';
import { answer, linkCodeAnswer, outcomeAnswer } from '../views/answers/answer.js';
import { whoamiAnswer } from '../views/answers/whoami-answer.js';
import { code } from '../views/text.js';
import type { Command } from './command.js';

export const LINK: Command = {
  name: 'link',
  usage: 'link',
  summary: 'link your Slack account to your user of Holdfast',
  help: [
    'Gives a one-time code, good for ten minutes. Confirm it where you are signed in to Holdfast as yourself: `holdfast slack link CODE`. You are shown the workspace and the Slack name before you confirm.',
    'From then on what you click is done with your own rights. Give the code to nobody.',
  ],
  fields: [],
  words: { least: 0, most: 0 },
  async run(_, context) {
    const { user } = context.caller;
    if (user !== null) {
      return context.respond(
        answer(
          `You are linked already, to the Holdfast user ${code(user.name)}. \`/backup unlink\` ends that.`,
        ),
      );
    }
    await context.respond(linkCodeAnswer(await context.beginLink()));
  },
};

export const UNLINK: Command = {
  name: 'unlink',
  usage: 'unlink',
  summary: 'end the link of your Slack account',
  help: ['Ends the link: you can change nothing from Slack any more until you link again.'],
  fields: ['viewer', 'removeSlackLink'],
  words: { least: 0, most: 0 },
  async run(_, context) {
    const { teamId, slackUserId } = context.caller;
    const { viewer } = await context.ask(WhoamiDocument, {});
    const link = viewer.slackLinks.find((each) => each.teamId === teamId && each.slackUserId === slackUserId);
    if (link === undefined)
      return context.respond(answer('Nothing was changed: your Slack account is not linked.'));
    await context.ask(RemoveSlackLinkDocument, { input: { id: link.id } });
    await context.respond(
      answer(`Your Slack account is no longer linked to the Holdfast user ${code(viewer.name)}.`),
    );
  },
};

export const WHOAMI: Command = {
  name: 'whoami',
  usage: 'whoami',
  summary: 'which user of Holdfast you are here',
  help: ['Shows the user that your Slack account is linked to, and its role.'],
  fields: [],
  words: { least: 0, most: 0 },
  async run(_, context) {
    const { user } = context.caller;
    const message = user === null ? outcomeAnswer('UNLINKED') : whoamiAnswer(user);
    if (message !== undefined) await context.respond(message);
  },
};
