/** Run now, suspend, resume: confirmed in the modal that named the effect. */
import {
  BackUpScheduleNowDocument,
  ResumeBackupScheduleDocument,
  SlackScheduleByIdDocument,
  SuspendBackupScheduleDocument,
} from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { askedAnswer, goneAnswer } from '../views/answers/done-answers.js';
import type { Ask as Asked } from '../views/references.js';
import type { SubmitAction } from './action.js';

export const confirmSubmit: SubmitAction = {
  operations: ['backupSchedule', 'backUpScheduleNow', 'suspendBackupSchedule', 'resumeBackupSchedule'],
  async run({ ask }, { context: { scheduleId: id, ask: asked } }) {
    const { backupSchedule } = await ask(SlackScheduleByIdDocument, { id });
    if (backupSchedule === null || asked === undefined) return { message: goneAnswer() };
    await DO[asked](ask, id);
    return { message: askedAnswer(asked, backupSchedule.name) };
  },
};

const DO: Readonly<Record<Asked, (ask: Ask, id: string) => Promise<unknown>>> = {
  run: (ask, id) => ask(BackUpScheduleNowDocument, { input: { id } }),
  suspend: (ask, id) => ask(SuspendBackupScheduleDocument, { input: { id } }),
  resume: (ask, id) => ask(ResumeBackupScheduleDocument, { input: { id } }),
};
