import { SlackAcknowledgeDocument } from '../../client/generated/graphql.js';
import { acknowledgedAnswer, goneAnswer } from '../views/answers/done-answers.js';
import type { ButtonAction } from './action.js';
import { alertOf } from './alert-schedule.js';

export const acknowledge: ButtonAction = {
  operations: ['alert', 'acknowledgeAlert'],
  async run({ ask }, clicked) {
    const alert = await alertOf(ask, clicked);
    if (alert === undefined || !alert.isOpen) return { message: goneAnswer() };
    const { acknowledgedAt: at, acknowledgedBy: name } = alert;
    if (at !== null && name !== null) return { message: acknowledgedAnswer({ name, at }) };
    await ask(SlackAcknowledgeDocument, { input: { id: alert.id } });
    return { message: acknowledgedAnswer(null) };
  },
};
