/** Enums of people, what they do in Slack, and the audit trail. */
import { USER_REASONS } from '../domain/identity.js';
import { enumOf, meaningsOf } from './enum-of.js';

export const UserStateEnum = enumOf('UserState', 'Whether a person can sign in.', {
  ACTIVE: 'Known and able to sign in.',
  INACTIVE: 'Known but disabled: no token is valid, and Slack links do nothing.',
  UNKNOWN:
    'Of the identity provider, which has them no more or could not be asked (`stateReason`). What they own stays theirs.',
});
export const UserReasonEnum = enumOf('UserReason', 'Why a person is not ACTIVE.', meaningsOf(USER_REASONS));
export const UserKindEnum = enumOf('UserKind', 'Who a user is.', {
  PERSON: 'Somebody who signs in, or has tokens of their own.',
  SERVICE_ACCOUNT: 'A program: tokens that super admins make for it, and no sign-in.',
});
export const TokenAccessEnum = enumOf('TokenAccess', 'What a token is good for.', {
  FULL: 'All that its user may do.',
  READ_ONLY: 'Queries and subscriptions, no mutation.',
  OPERATIONS: 'The root fields that it names.',
});
export const InteractionKindEnum = enumOf('InteractionKind', 'What somebody did in Slack.', {
  BUTTON: 'Used a button or a menu of a message.',
  MODAL: 'Opened, changed or sent a modal.',
  OPTIONS: 'Searched in a menu.',
  COMMAND: 'Sent a slash command.',
  HOME: 'Opened the home tab of the bot.',
});
export const SlackStandingEnum = enumOf('SlackStanding', 'What Slack says of somebody: users.info.', {
  MEMBER: 'A full member of the workspace.',
  GUEST: 'A guest of one or several channels.',
  EXTERNAL: 'Somebody of another workspace, in a shared channel.',
  BOT: 'No person.',
  DELETED: 'A member no more.',
});
export const InteractionOutcomeEnum = enumOf(
  'InteractionOutcome',
  'Whether an interaction goes on, or why not.',
  {
    GRANTED: 'It goes on with the token.',
    DUPLICATE: 'The same payload was here before: that one goes on, this one has no effect.',
    UNLINKED: 'Nobody is known behind the Slack user.',
    INACTIVE: 'The person behind the Slack user is disabled.',
    REFUSED_STANDING: 'Guests, people of other workspaces, bots and deleted users may do nothing.',
    FOREIGN_TEAM: 'People of another workspace than this one are linked.',
  },
);
export const AuditDoorEnum = enumOf('AuditDoor', 'Through which door something was asked.', {
  API: 'With a token of their own, by any client of the API.',
  COMMAND_LINE: 'The same, by a client that calls itself the command line of Holdfast.',
  SLACK: 'By something that was done in Slack.',
  JOB: 'By Holdfast itself: retention, configuration, what runs by the clock.',
});
export const AuditOutcomeEnum = enumOf('AuditOutcome', 'What came of a request for a change.', {
  APPLIED: 'It was done.',
  UNCHANGED: 'It was so already.',
  REFUSED: 'By a right, a state or a rule.',
  FAILED: 'By a fault, of Holdfast or of what it depends on.',
});
