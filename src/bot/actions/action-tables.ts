/** Every button, menu and modal, by its id. */
import { ACTIONS, MODALS } from '../views/references.js';
import { acknowledge } from './acknowledge.js';
import type { ButtonAction, SubmitAction } from './action.js';
import { addChoose, addSubmit } from './add.js';
import { confirmSubmit } from './confirm.js';
import { excludeChoose, excludeOne, excludeSubmit } from './exclude.js';
import { namesPage, showNames } from './names.js';
import { snooze, snoozeSubmit, unsnooze } from './snooze.js';
import { undo } from './undo.js';

export const BUTTONS: ReadonlyMap<string, ButtonAction> = new Map([
  [ACTIONS.excludeOne, excludeOne],
  [ACTIONS.excludeChoose, excludeChoose],
  [ACTIONS.addChoose, addChoose],
  [ACTIONS.undo, undo],
  [ACTIONS.acknowledge, acknowledge],
  [ACTIONS.snooze, snooze],
  [ACTIONS.unsnooze, unsnooze],
  [ACTIONS.showNames, showNames],
  [ACTIONS.namesPrevious, namesPage],
  [ACTIONS.namesNext, namesPage],
]);

export const SUBMITS: ReadonlyMap<string, SubmitAction> = new Map([
  [MODALS.exclude, excludeSubmit],
  [MODALS.add, addSubmit],
  [MODALS.snooze, snoozeSubmit],
  [MODALS.confirm, confirmSubmit],
]);
