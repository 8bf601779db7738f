import type { Command } from 'commander';
import {
  ConfirmSlackLinkDocument,
  RemoveSlackLinkDocument,
  type SlackLinkFieldsFragment,
  SlackLinkRequestDocument,
  UserDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT } from '../exit-codes.js';
import { ownId, userId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { linkTable } from './people-tables.js';
import { found } from './results.js';

/** The server's `slack manifest` and `slack check` stand in the same group: src/main.ts adds them. */
export function addSlackCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'slack', {
    description: 'who you are in Slack, and the Slack app',
    io,
  });

  clientCommand(group, 'link <code>', 'let the Slack user who got this code from "/backup link" act as you')
    .option('--yes', 'do not ask')
    .action((code: string, options: YesOptions) =>
      runCommand(io, options, (session) => link(session, code, options)),
    );
  clientCommand(
    group,
    'unlink [id]',
    'end a link; "slack links" shows the ids, which your only one does not need',
  )
    .option('--yes', 'do not ask')
    .action((id: string | undefined, options: YesOptions) =>
      runCommand(io, options, (session) => unlink(session, id, options)),
    );
  clientCommand(group, 'links', 'the Slack users who act as a person')
    .option('--user <user>', 'whose, by name or id; your own when not given')
    .action((options: ClientOptions & { readonly user?: string }) =>
      runCommand(io, options, async (session) => {
        const links = await linksOf(session, options.user);
        session.show(links, () => linkTable(links));
        return undefined;
      }),
    );
}

interface YesOptions extends ClientOptions {
  readonly yes?: boolean;
}

async function link(session: Session, code: string, options: YesOptions): Promise<undefined> {
  const who = found((await session.ask(SlackLinkRequestDocument, { code })).slackLinkRequest);
  session.say(`Workspace: ${who.teamName} (${who.teamId})`);
  session.say(`Slack user: ${who.slackUserName} (${who.slackUserId})`);
  session.say(
    `This Slack user will be able to do in Slack what you may do. The code ends ${time(who.expiresAt)}.`,
  );
  await session.confirm('Is that you?', options);
  const { slackLink } = (await session.ask(ConfirmSlackLinkDocument, { input: { code } })).confirmSlackLink;
  session.show(
    slackLink,
    () => `${slackLink.slackUserName} in ${slackLink.teamName} acts as ${slackLink.user.name} from now on.`,
  );
}

async function unlink(session: Session, id: string | undefined, options: YesOptions): Promise<undefined> {
  const chosen = id ?? (await onlyLink(session)).id;
  await session.confirm('End this link? The Slack user can then change nothing.', options);
  const { id: removed } = (await session.ask(RemoveSlackLinkDocument, { input: { id: chosen } }))
    .removeSlackLink;
  session.show({ id: removed }, () => 'The link is removed.');
}

async function onlyLink(session: Session): Promise<SlackLinkFieldsFragment> {
  const [first, ...more] = await linksOf(session);
  if (first === undefined) {
    throw new CliError('You have no link with Slack', 'nothing needs to be done', { exitCode: EXIT.refused });
  }
  if (more.length > 0) {
    throw new CliError('You have several links', 'name one: "holdfast slack links" shows the ids');
  }
  session.say(`${first.slackUserName} in ${first.teamName}, linked ${time(first.linkedAt)}`);
  return first;
}

async function linksOf(session: Session, user?: string): Promise<readonly SlackLinkFieldsFragment[]> {
  const id = user === undefined ? await ownId(session) : await userId(session, user);
  return found((await session.ask(UserDocument, { id })).user).slackLinks;
}
