/** What a bot says of Slack: checked as anything that comes from outside. */
import type { FieldFault } from '../domain/errors/request-errors.js';

/** `T024BE7LD`, `W012A3CDE`, `C012AB3CD`; a message is `1405894322.002768`. */
const SLACK_ID = /^[A-Z0-9]{2,32}$/;
const MESSAGE_TS = /^\d{1,16}\.\d{1,10}$/;
const MAX_TEXT = 200;
/** No control character: these texts are shown in terminals and logs. */
const LINE = /^\P{Cc}+$/u;

export function slackIdFaults(path: string, id: string): FieldFault[] {
  return SLACK_ID.test(id) ? [] : [{ path, message: 'is no id of Slack' }];
}

export function messageTsFaults(path: string, ts: string): FieldFault[] {
  return MESSAGE_TS.test(ts) ? [] : [{ path, message: 'is no timestamp of a Slack message' }];
}

export function slackTextFaults(path: string, text: string): FieldFault[] {
  if (text.length <= MAX_TEXT && LINE.test(text)) return [];
  return [{ path, message: `must be 1 to ${MAX_TEXT} characters of one line` }];
}
