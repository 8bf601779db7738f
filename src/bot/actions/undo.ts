import { SlackUndoDocument } from '../../client/generated/graphql.js';
import { answer } from '../views/answers/answer.js';
import { goneAnswer } from '../views/answers/done-answers.js';
import { editAnswer } from '../views/answers/edit-answer.js';
import type { ButtonAction } from './action.js';
import { alertOfSchedule } from './alert-schedule.js';

/** The last exclude or add that the message showed, and not one that was made since. */
export const undo: ButtonAction = {
  operations: ['alert', 'revertScheduleEdit'],
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    const { schedule } = found;
    const shown = clicked.alert?.selectionVersion;
    if (shown !== undefined && shown !== schedule.selectionVersion) return { message: answer(OTHER_CHANGE) };
    const { revertScheduleEdit: outcome } = await ask(SlackUndoDocument, {
      input: { scheduleId: schedule.id },
    });
    return { message: editAnswer('REVERT', outcome) };
  },
};

const OTHER_CHANGE =
  'Somebody changed the schedule after what you wanted to undo. Nothing was changed; the message shows how it stands now.';
