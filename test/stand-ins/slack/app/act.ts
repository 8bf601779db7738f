import { type Interactive, interactives, isObject, listOf } from '../block-kit/interactives.js';
import { type Json, NotPossible, type User } from '../model/things.js';
import type { Courier } from './courier.js';
import { actionFields, type Entered, entered } from './input-state.js';
import { type ClickOutcome, local } from './outcome.js';
import { blockActions } from './payloads.js';
import { elementIn, type Place, type PlaceRef, type Places } from './place.js';

export interface ActOptions {
  /** When the action_id stands in several blocks. */
  readonly blockId?: string;
  /** The element may have been replaced since: the click of a client that is behind. */
  readonly stale?: boolean;
  /** Entered into inputs of the same place first: action_id, or block_id.action_id → value. */
  readonly values?: Readonly<Record<string, Entered>>;
  /** What is answered to a confirm dialog. Default `confirm`. */
  readonly dialog?: 'confirm' | 'deny';
  /** Changes the payload before it is signed: an attack, an odd client. */
  readonly tamper?: (payload: Json) => void;
}

export interface Act {
  readonly ref: PlaceRef;
  readonly actionId: string;
  /** null for a button. */
  readonly value: Entered;
  readonly user: User;
  readonly options: ActOptions;
}

const BUTTONS = new Set(['button', 'icon_button', 'workflow_button']);

/** Uses one element; block_actions goes to the app unless the element waits for a submit. */
export async function act(courier: Courier, places: Places, doing: Act): Promise<ClickOutcome> {
  const { ref, actionId, value, user, options } = doing;
  const place = places.find(ref, user);
  const spot = elementIn(place, { ...options, actionId });
  if (options.values !== undefined) enter(places, place, options.values);
  const shown = isObject(spot.element.confirm) ? { confirm: spot.element.confirm } : {};
  if (shown.confirm !== undefined && options.dialog === 'deny') return { ...local(), ...shown };
  const action = used(places, place, spot, value);
  if (spot.input !== undefined && spot.input.dispatch_action !== true) return { ...local(), ...shown };
  const payload = blockActions(courier.core, { place, user, spot, action });
  const what = `click ${actionId}`;
  const outcome = await courier.carry('interactive', { payload, user, what, tamper: options.tamper });
  return { ...outcome, ...shown };
}

/** Enters values into inputs: action_id, or block_id.action_id → value. Throws NotPossible. */
export function enter(places: Places, place: Place, values: Readonly<Record<string, Entered>>): void {
  for (const [key, value] of Object.entries(values)) {
    used(places, place, elementIn(place, spotNamed(place, key)), value);
  }
}

/** What `actions[0]` says about the use; what was entered is kept. */
function used(places: Places, place: Place, spot: Interactive, value: Entered): Json {
  const { element } = spot;
  const type = String(element.type);
  if (BUTTONS.has(type)) return actionFields(element, undefined);
  if (type === 'overflow') return { selected_option: overflowOption(spot, value) };
  const state = entered(element, value, places.suggested(place, spot));
  const block = { ...place.values[spot.blockId], [spot.actionId]: state };
  places.keep(place, { ...place.values, [spot.blockId]: block });
  return actionFields(element, state);
}

function overflowOption({ element, actionId }: Interactive, value: Entered): Json {
  const option = listOf(element.options).find((one) => one.value === value);
  if (option === undefined) throw new NotPossible(`${actionId} offers no option ${String(value)}`);
  return option;
}

function spotNamed(place: Place, key: string): { actionId: string; blockId?: string } {
  const blocks = place.kind === 'view' ? place.view.content.blocks : place.message.blocks;
  const named = interactives(blocks).find(({ blockId, actionId }) => `${blockId}.${actionId}` === key);
  return named === undefined ? { actionId: key } : { actionId: named.actionId, blockId: named.blockId };
}
