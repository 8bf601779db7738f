/** What a button, a menu or the submit of a modal does: what it asks of the API in the person's name, and what it shows. */
import type { ModalView } from '@slack/types';
import type { Ask } from '../ask.js';
import type { Person, RootField } from '../interactions/gate.js';
import type { Origin } from '../interactions/origin.js';
import type { Message } from '../views/blocks.js';
import type { ModalState } from '../views/modals/name-options.js';
import type { AlertReference, ModalContext } from '../views/references.js';

/** A modal, or a message that only the person sees. */
export type Shown = { readonly view: ModalView } | { readonly message: Message };

/** The API in the name of the person, for a minute and for what was named. */
export interface Granted {
  readonly ask: Ask;
  readonly user: Person;
}

export interface Clicked {
  readonly origin: Origin;
  /** The alert that the button names; undefined: none. A lookup key, and nothing more. */
  readonly alert: AlertReference | undefined;
  readonly blockId: string;
  readonly value: string | undefined;
  /** Of a menu: the value of the option. */
  readonly selected: string | undefined;
}

export interface ButtonAction {
  /** Root fields of the API, that the token will be good for. */
  readonly operations: readonly RootField[];
  /** Title of a modal that opens before anything is asked: the trigger lives three seconds. Absent: the answer is a message. */
  readonly opens?: string;
  /** @throws what the API refuses */
  run(granted: Granted, clicked: Clicked): Promise<Shown>;
}

export interface Submitted {
  readonly origin: Origin;
  readonly context: ModalContext;
  readonly state: ModalState;
}

export interface SubmitAction {
  readonly operations: readonly RootField[];
  /** What is missing, by block, told before anything is asked. */
  faults?(submitted: Submitted): Record<string, string> | undefined;
  /** @throws what the API refuses */
  run(granted: Granted, submitted: Submitted): Promise<Shown>;
}

/** What modals that a click opens remember of where it came from. */
export function placeOf({ origin, alert }: Clicked): Omit<ModalContext, 'scheduleId' | 'selectionVersion'> {
  return {
    alertId: alert?.alertId,
    channelId: origin.channelId ?? undefined,
    messageTs: origin.messageTs ?? undefined,
  };
}
