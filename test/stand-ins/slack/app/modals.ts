import { listOf } from '../block-kit/interactives.js';
import { type Json, NotPossible, type StoredView, type User } from '../model/things.js';
import { badLengths, missingInputs } from '../model/view-values.js';
import { enter } from './act.js';
import { applySubmission } from './answers.js';
import type { Courier } from './courier.js';
import type { Entered } from './input-state.js';
import { local, type Outcome, type SubmitOutcome } from './outcome.js';
import { viewClosed, viewSubmission } from './payloads.js';
import type { Place, Places } from './place.js';

export interface Submission {
  readonly viewId: string;
  readonly values: Readonly<Record<string, Entered>>;
  readonly user: User;
  readonly tamper?: ((payload: Json) => void) | undefined;
}

/** Submits the modal in front; one with an input that is empty or too long stays, and nothing is sent. */
export async function submit(courier: Courier, places: Places, asked: Submission): Promise<SubmitOutcome> {
  const { viewId, values, user, tamper } = asked;
  const { place, view } = modalIn(places, viewId, user);
  const { views } = courier.core;
  const blocks = listOf(view.content.blocks);
  if (view.content.submit === undefined) throw new NotPossible(`the modal ${viewId} has no submit button`);
  enter(places, place, values);
  const errors = { ...badLengths(blocks, view.values), ...missingInputs(blocks, view.values) };
  views.fail(view, errors);
  if (Object.keys(errors).length > 0) return { ...local(), errors, view };
  const payload = viewSubmission(courier.core, view, user);
  const errand = { payload, user, what: `submit ${String(view.content.callback_id ?? viewId)}`, tamper };
  const outcome = await courier.carry('interactive', errand);
  if (outcome.outcome !== 'acknowledged' || view.closed) return { ...outcome, view };
  const { problem, action, errors: told } = applySubmission(courier.core, view, outcome.body);
  if (problem !== undefined) return courier.unusable({ ...outcome, view }, errand, problem);
  const front = views.stack(user.id).at(-1);
  return {
    ...outcome,
    ...(action === undefined ? {} : { responseAction: action }),
    ...(told === undefined ? {} : { errors: told }),
    ...(front === undefined ? {} : { view: front }),
  };
}

/** Closes the modal in front, or all of them; view_closed goes out where it was asked for. */
export async function closeView(
  courier: Courier,
  places: Places,
  { viewId, user, which }: { viewId: string; user: User; which: 'one' | 'all' },
): Promise<Outcome> {
  const { view } = modalIn(places, viewId, user);
  const { views } = courier.core;
  const all = which === 'all' || view.content.clear_on_close === true;
  const closing = all ? views.stack(user.id).toReversed() : [view];
  views.close(view, all ? 'all' : 'one');
  let last = local();
  for (const closed of closing) {
    if (closed.content.notify_on_close !== true) continue;
    const payload = viewClosed(courier.core, closed, user, all);
    last = await courier.carry('interactive', { payload, user, what: 'close' });
  }
  return last;
}

function modalIn(places: Places, viewId: string, user: User): { place: Place; view: StoredView } {
  const place = places.find(viewId, user);
  if (place.kind !== 'view' || place.view.type !== 'modal') throw new NotPossible(`${viewId} is no modal`);
  return { place, view: place.view };
}
