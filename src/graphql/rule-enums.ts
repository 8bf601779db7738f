import { enumOf } from './enum-of.js';

export const RuleKindEnum = enumOf('RuleKind', 'When the commands of a rule are run.', {
  PRE: 'Before the volumes of a backup are looked at.',
  POST: 'As soon as their snapshots are cut, and always once the rules of a backup have begun.',
});
export const FailureModeEnum = enumOf('FailureMode', 'What becomes of a backup when a command fails.', {
  FAIL: 'It ends in Failure.',
  CONTINUE: 'It goes on and says so in a note.',
});
export const RuleResultStateEnum = enumOf('RuleResultState', 'How a command ended in a pod.', {
  RUNNING: 'It has begun; its end is not known yet.',
  SUCCEEDED: 'It exited with 0.',
  FAILED: 'It exited with another code, or its container has no such program.',
  TIMED_OUT: 'It had not ended in time and was left; it may still be running.',
  NOT_RUN: 'It could not be begun.',
  GONE: 'Its pod left before the command reached it: nothing in it waits to go on.',
  UNKNOWN: 'It was begun, and nobody heard of its end.',
});
