/** Enums of alert routes and deliveries, in the words of the domain. */
import { enumOf } from './enum-of.js';

export const RouteDetailEnum = enumOf('RouteDetail', 'How much the messages of a route tell.', {
  FULL: 'Names of namespaces too.',
  COUNTS: 'How many, and no names.',
});
export const AlertRouteStateEnum = enumOf('AlertRouteState', 'What Slack has answered of a route.', {
  UNCHECKED: 'Nothing yet.',
  WORKING: 'The last message to its channel arrived.',
  BROKEN: 'Slack refused the channel, or the token itself: `stateReason` is its word.',
});
export const DeliveryKindEnum = enumOf('DeliveryKind', 'What a delivery tells.', {
  ALERT: 'The message of the alert, posted once and updated.',
  REPLY: 'A line in its thread.',
  REMINDER: 'A reply that the channel sees.',
  NOTICE: 'To one person.',
  WATCH: 'A message that follows a backup.',
  DIGEST: 'Once a day.',
  TEST: 'Asked for by a person.',
});
export const DeliveryMediumEnum = enumOf('DeliveryMedium', 'How something is told.', {
  SLACK: 'By a bot that claims it.',
  EMAIL: 'By a mail that a worker sends.',
});
export const DeliveryStateEnum = enumOf('DeliveryState', 'Where a delivery stands.', {
  PENDING: 'It waits, for its moment or for another try.',
  CLAIMED: 'Somebody is telling it just now.',
  DELIVERED: 'It was told.',
  AMBIGUOUS: 'Slack may have it or not; it is not posted again blindly.',
  DEAD: 'Given up, can be sent again.',
  SUPERSEDED: 'A later one says more, or there is nothing to tell any more.',
});
export const DeliveryOutcomeEnum = enumOf('DeliveryOutcome', 'What became of an attempt.', {
  DELIVERED: 'It was told.',
  UNSENT: 'Certainly not delivered, may be tried again.',
  AMBIGUOUS: 'It may have been delivered.',
  GONE: 'The message to update is gone.',
  REFUSED: 'The channel or the token says no.',
});
export const AlertChangeKindEnum = enumOf('AlertChangeKind', 'What happened to an alert.', {
  OPENED: 'It was opened.',
  CHANGED: 'It is about other namespaces, or has another cause.',
  EXCLUDED: 'Namespaces were excluded from its schedule.',
  ADDED: 'Namespaces were added to its schedule.',
  REVERTED: 'The last exclude or add was taken back.',
  ACKNOWLEDGED: 'Somebody sees to it.',
  SNOOZED: 'Somebody has silenced it for a while.',
  UNSNOOZED: 'It is silent no more.',
  REMINDED: 'It is open still.',
  CLOSED: 'It is over.',
});
export const NoticeKindEnum = enumOf('NoticeKind', 'What one person is told.', {
  SLACK_LINKED: 'Their Slack user was linked.',
  SLACK_UNLINKED: 'Their Slack user was unlinked.',
});
