import { AlertDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { goneAnswer } from '../views/answers/done-answers.js';
import { namesModal } from '../views/modals/names-modal.js';
import { readPage } from '../views/references.js';
import type { ButtonAction, Shown } from './action.js';

export const showNames: ButtonAction = {
  operations: ['alert'],
  opens: 'Missing namespaces',
  run: ({ ask }, { alert }) => page(ask, alert?.alertId, 0),
};

/** In the modal with the names: another page of it. */
export const namesPage: ButtonAction = {
  operations: ['alert'],
  run({ ask }, { value }) {
    const asked = readPage(value);
    return page(ask, asked?.alertId, asked?.page ?? 0);
  },
};

async function page(ask: Ask, alertId: string | undefined, at: number): Promise<Shown> {
  const { alert } = alertId === undefined ? { alert: null } : await ask(AlertDocument, { id: alertId });
  if (alert === null) return { message: goneAnswer() };
  return { view: namesModal({ alertId: alert.id, names: alert.namespaces, page: at }) };
}
