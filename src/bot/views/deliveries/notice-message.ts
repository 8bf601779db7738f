/** To one person: their account was linked or unlinked. Whoever did not do it must learn of it. */
import { type Message, section } from '../blocks.js';
import type { Notice } from '../data.js';
import { moment } from '../numbers.js';
import { prose } from '../text.js';

export function noticeMessage({ kind, userName, at }: Notice): Message {
  const name = prose(userName, 80);
  const advice = 'If that was not you, tell an administrator of Holdfast now.';
  if (kind === 'SLACK_LINKED') {
    const told = `Your Slack account is linked to the Holdfast user ${name}.`;
    return {
      text: told,
      blocks: [
        section(
          `${told} What you click here is done with the rights of that user (${moment(at)}). \`/backup unlink\` ends it. ${advice}`,
        ),
      ],
    };
  }
  const told = `Your Slack account is no longer linked to the Holdfast user ${name}.`;
  return {
    text: told,
    blocks: [section(`${told} You can change nothing from Slack any more (${moment(at)}). ${advice}`)],
  };
}
