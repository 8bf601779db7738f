/** The last look before something is sent: what Slack would refuse is said in one plain sentence instead. */
import type { HomeView, ModalView } from '@slack/types';
import { type Message, plain, section } from './blocks.js';
import { limitFaults } from './limits.js';
import { truncate } from './text.js';

/** Where faults of ours are told: an operator must know. */
export interface FaultLog {
  error(fields: object, message: string): void;
}

/** The message, or its sentence alone. */
export function fittingMessage(message: Message, log: FaultLog): Message {
  const faults = limitFaults(message);
  if (faults.length === 0) return message;
  log.error({ faults }, 'A message breaks a limit of Slack: its sentence is sent alone.');
  return { text: truncate(message.text.replace(/[<>]/g, ' '), 3_000) || SORRY, blocks: [] };
}

/** The modal, or one that says where to look instead. */
export function fittingModal(view: ModalView, log: FaultLog): ModalView {
  if (isTold(view, log)) return view;
  return { type: 'modal', title: plain('Holdfast', 24), close: plain('Close', 24), blocks: [section(SORRY)] };
}

/** The home tab, or one that says where to look instead. */
export function fittingHome(view: HomeView, log: FaultLog): HomeView {
  return isTold(view, log) ? view : { type: 'home', blocks: [section(SORRY)] };
}

function isTold(view: ModalView | HomeView, log: FaultLog): boolean {
  const faults = limitFaults(view);
  if (faults.length === 0) return true;
  log.error(
    { faults, view: view.callback_id },
    'A view breaks a limit of Slack: a short one is shown instead.',
  );
  return false;
}

const SORRY = 'This is too long to be shown in Slack. The command line shows all of it: `holdfast --help`.';
