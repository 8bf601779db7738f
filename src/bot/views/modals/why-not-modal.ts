/** Why the namespaces of a schedule may not be changed, and what to do instead. */
import type { ModalView } from '@slack/types';
import { whyNot } from '../alert/alert-buttons.js';
import type { Operation, Schedule } from '../data.js';
import { code } from '../text.js';
import { tellingModal } from './modal.js';

const TITLES: Partial<Record<Operation['operation'], string>> = {
  excludeNamespaces: 'Exclude from Schedule',
  addNamespaces: 'Add namespaces',
  backUpNow: 'Back up now',
  suspend: 'Suspend schedule',
  resume: 'Resume schedule',
};

export function whyNotModal(
  schedule: Schedule,
  operation: Operation['operation'],
  notice?: string,
): ModalView {
  const title = TITLES[operation] ?? 'Not possible';
  const why = whyNot(schedule, operation) ?? 'It is possible now: open it again.';
  const told = `*Not possible for schedule ${code(schedule.name)}.* ${why}`;
  return tellingModal(title, ...(notice === undefined ? [] : [notice]), told);
}
