import { type Interactive, interactives } from '../block-kit/interactives.js';
import {
  type Json,
  type Message,
  NotPossible,
  type StoredView,
  type User,
  type ViewValues,
} from '../model/things.js';
import { initialValues } from '../model/view-values.js';
import type { StandInCore } from '../stand-in-core.js';

/** Where somebody does something: a message, or a view by its id. */
export type PlaceRef = string | { readonly channel: string; readonly ts: string };

/** A place as the person sees it. */
export type Place =
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; values: ViewValues }
  | { readonly kind: 'view'; readonly key: string; readonly view: StoredView; values: ViewValues };

/** What every person has entered into messages; in views it is kept by the view. */
export class Places {
  readonly #messageValues = new Map<string, ViewValues>();
  readonly #suggested = new Map<string, readonly Json[]>();

  constructor(readonly core: StandInCore) {}

  /** Throws NotPossible when there is no such place, or this person does not see it. */
  find(ref: PlaceRef, user: User): Place {
    return typeof ref === 'string' ? this.#view(ref, user) : this.#message(ref, user);
  }

  keep(place: Place, values: ViewValues): void {
    place.values = values;
    if (place.kind === 'message') this.#messageValues.set(place.key, values);
    else this.core.views.touched(place.view, values);
  }

  /** What an external select offered this person last. */
  suggested(place: Place, spot: Interactive): readonly Json[] {
    return this.#suggested.get(`${place.key} ${spot.blockId} ${spot.actionId}`) ?? [];
  }

  offer(place: Place, spot: Interactive, options: readonly Json[]): void {
    const known = new Map(
      [...this.suggested(place, spot), ...options].map((option) => [option.value, option]),
    );
    this.#suggested.set(`${place.key} ${spot.blockId} ${spot.actionId}`, [...known.values()]);
  }

  #view(id: string, user: User): Place {
    const view = this.core.views.byId(id);
    if (view === undefined || view.closed) throw new NotPossible(`there is no open view ${id}`);
    if (view.user !== user.id) throw new NotPossible(`${user.name} does not see the view ${id}`);
    const inFront = this.core.views.stack(user.id).at(-1);
    if (view.type === 'modal' && view !== inFront) throw new NotPossible(`the view ${id} is behind another`);
    return { kind: 'view', key: id, view, values: view.values };
  }

  #message({ channel, ts }: { channel: string; ts: string }, user: User): Place {
    const message = this.core.workspace.message(this.core.workspace.channel(channel).id, ts);
    if (message === undefined) throw new NotPossible(`there is no message ${ts} in ${channel}`);
    if (message.ephemeralTo !== undefined && message.ephemeralTo !== user.id) {
      throw new NotPossible(`${user.name} does not see the message ${ts}`);
    }
    const key = `${message.channel} ${ts} ${user.id}`;
    const initial = initialValues({ blocks: message.blocks });
    return { kind: 'message', key, message, values: { ...initial, ...this.#messageValues.get(key) } };
  }
}

export interface Wanted {
  readonly actionId: string;
  readonly blockId?: string;
  /** Also in blocks that were replaced since: the click of a client that is behind. */
  readonly stale?: boolean;
}

/** The element with this action_id; throws NotPossible when there is none, or more than one. */
export function elementIn(place: Place, { actionId, blockId, stale = false }: Wanted): Interactive {
  const versions =
    place.kind === 'view'
      ? [place.view.content.blocks]
      : [place.message.blocks, ...(stale ? place.message.earlier.toReversed() : [])];
  for (const blocks of versions) {
    const found = interactives(blocks).filter(
      (spot) => spot.actionId === actionId && (blockId === undefined || spot.blockId === blockId),
    );
    if (found.length > 1) throw new NotPossible(`${actionId} stands in several blocks: name one of them`);
    if (found[0] !== undefined) return found[0];
  }
  throw new NotPossible(`there is no ${actionId} to be seen`);
}
