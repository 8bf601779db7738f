/** A refusal as a person can use it: what was wrong and what to do. For mrkdwn; made from the code and its details, never from an id. */
import { ApiRefusal, isRecord } from '../../../client/api-refusal.js';
import { ConnectionFailed } from '../../../client/connection-failed.js';
import type { MeantCode } from '../../../client/meant-code.js';
import { code, prose, sentence } from '../text.js';

export const UNREACHABLE =
  'Holdfast cannot be reached just now; nothing was changed. Backups do not depend on Slack. Try again in a minute.';

/** What anything that was thrown means for the one who clicked. */
export function refusalWords(thrown: unknown): string {
  if (thrown instanceof ConnectionFailed) return UNREACHABLE;
  if (!(thrown instanceof ApiRefusal)) return unknownFault(null);
  const words = Object.hasOwn(WORDS, thrown.code) ? WORDS[thrown.code as MeantCode] : undefined;
  return words === undefined ? unknownFault(thrown.errorId) : words(thrown);
}

/** Nobody has looked at what an unknown error says: only its id is shown. */
function unknownFault(errorId: string | null): string {
  const quote =
    errorId === null ? '' : ` Quote ${code(errorId)} to the operator: the log holds the cause under it.`;
  return `Something went wrong in Holdfast; whether it was done is not certain.${quote}`;
}

const WORDS: Readonly<Record<MeantCode, (refusal: ApiRefusal) => string>> = {
  BAD_USER_INPUT: ({ details }) =>
    `That was not understood. ${fieldWords(details.fields)}Nothing was changed.`,
  UNAUTHENTICATED: () => 'The right to do this ran out before it was done. Nothing was changed; click again.',
  // The API says which right is missing and who has it.
  FORBIDDEN: ruled,
  NOT_FOUND: () => 'It does not exist any more, or you may not see it. Nothing was changed.',
  ALREADY_EXISTS: () => 'There is one like it already. Nothing was changed.',
  OPERATION_NOT_ALLOWED: ({ details }) =>
    `Its state does not allow that now${typeof details.state === 'string' ? ` (${code(details.state)})` : ''}. Nothing was changed; \`/backup status\` shows how things stand.`,
  MODE_NOT_SUPPORTED: () => 'That does not exist in the operation mode of this cluster. Nothing was changed.',
  OPERATION_IN_PROGRESS: () =>
    'A backup of this schedule is under way already. Wait for it to end; `/backup watch` follows it.',
  IDEMPOTENCY_KEY_REUSED: () => 'Something else was asked for with the same key. Nothing was changed.',
  ANSWER_LOST: () =>
    'Holdfast was interrupted in the middle; at least a part of it was done. `/backup status` shows how things stand.',
  CONFLICT: () =>
    'Somebody changed the schedule meanwhile. Nothing was changed; look at it again and repeat it if you still want it.',
  HAS_DEPENDENTS: () => 'Other things still need it. Nothing was changed.',
  OBJECT_LOCKED: ruled,
  LAST_COPY: ruled,
  RATE_LIMITED: ({ details }) =>
    `That was tried too often in a short time. Wait ${typeof details.retryAfterSeconds === 'number' ? `${details.retryAfterSeconds} seconds` : 'a minute'}, then try again.`,
  TIMED_OUT: () =>
    'Holdfast did not answer in time; whether it was done is not certain. `/backup status` shows how things stand.',
  STREAM_POSITION_GONE: () => 'That was too long ago to go on from. Begin again.',
  SCHEDULE_NOT_EDITABLE: ruled,
  SCHEDULE_WOULD_BE_EMPTY: ({ message }) =>
    `${spoken(message)} Nothing was changed: leave at least one namespace on it, or use \`/backup suspend\`.`,
  NAMESPACE_NOT_FOUND: ({ message }) =>
    `${spoken(message)} Nothing was changed; create it first, or choose another one.`,
  NOTHING_TO_REVERT: ruled,
  NOTHING_TO_SNOOZE: ruled,
  CLUSTER_UNAVAILABLE: clusterAway,
  BACKUP_LOCATION_INVALID: () =>
    'The backup location cannot be used now. Nothing was changed; see `/backup status`.',
  NO_ELIGIBLE_CLUSTER: () =>
    'No cluster that could do it reaches the backup location now. Nothing was changed.',
  BACKUP_VANISHED: ruled,
  MADE_ELSEWHERE: ruled,
  BACKUP_LOCKED: ruled,
  // A call to a cluster names itself; clusters are asked before anything is written.
  DEPENDENCY_FAILURE: ({ errorId, details }) =>
    typeof details.call === 'string'
      ? clusterAway()
      : `Something that Holdfast depends on failed. Try again.${errorId === null ? '' : ` If it stays, quote ${code(errorId)} to the operator.`}`,
  INTERNAL_SERVER_ERROR: ({ errorId }) => unknownFault(errorId),
};

function clusterAway(): string {
  return 'The cluster cannot be reached or refuses its credential, so this could not be checked. Nothing was changed; see `/backup status`.';
}

function ruled({ message }: ApiRefusal): string {
  return `${spoken(message)} Nothing was changed.`;
}

function spoken(message: string): string {
  return sentence(prose(message, 400));
}

function fieldWords(fields: unknown): string {
  if (!Array.isArray(fields)) return '';
  return fields
    .slice(0, 3)
    .flatMap((field) =>
      isRecord(field) && typeof field.message === 'string' ? [`${sentence(prose(field.message, 150))} `] : [],
    )
    .join('');
}
