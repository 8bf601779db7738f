/** What buttons, menus and modals carry so that a click can be read again: ids and versions, nothing else. */

/** action_id of each button and menu. */
export const ACTIONS = {
  excludeOne: 'exclude_one',
  excludeChoose: 'exclude_choose',
  addChoose: 'add_choose',
  undo: 'undo',
  acknowledge: 'acknowledge',
  snooze: 'snooze',
  unsnooze: 'unsnooze',
  showNames: 'show_names',
  /** Pages of the modal with all names; the value is `<alertId>:<page>`. */
  namesPrevious: 'names_previous',
  namesNext: 'names_next',
  linkBegin: 'link_begin',
  openConsole: 'open_console',
  /** A choice or a button that runs a command again; its value is the text of the command. */
  command: 'command',
} as const;

/** callback_id of each modal. */
export const MODALS = {
  exclude: 'exclude',
  add: 'add',
  snooze: 'snooze',
  names: 'names',
  confirm: 'confirm',
} as const;

/** block_id and action_id of each input. */
export const INPUTS = {
  namesCheckboxes: 'names_checkboxes',
  namesSelect: 'names_select',
  namesSearch: 'names_search',
  namesMode: 'names_mode',
  snoozeMode: 'snooze_mode',
  snoozeDate: 'snooze_date',
} as const;

/** Values of the menu and of the modal that snooze. */
export const SNOOZES = { day: '1d', week: '7d', untilChange: 'until-change', date: 'date' } as const;

export interface AlertReference {
  readonly alertId: string;
  /** That the message showed; undefined where nothing depends on it. */
  readonly selectionVersion: number | undefined;
}

export function alertValue(alertId: string, selectionVersion?: number): string {
  return selectionVersion === undefined ? alertId : `${alertId}:${selectionVersion}`;
}

/** A menu has no value of its own: the block that holds it names the alert. `turn` changes when the client must forget its state. */
export function alertBlockId(alertId: string, turn: string): string {
  return `alert:${alertId}:${turn}`;
}

/** The alert that a click is about. Undefined: the click is not about one, or was made up. */
export function readAlert(action: {
  readonly value?: string | undefined;
  readonly block_id?: string | undefined;
}): AlertReference | undefined {
  const ofBlock = /^alert:([^:]+):/.exec(action.block_id ?? '')?.[1];
  const [alertId = ofBlock, version] = action.value === undefined ? [] : action.value.split(':');
  if (alertId === undefined || !ID.test(alertId)) return undefined;
  const selectionVersion = /^\d{1,9}$/.test(version ?? '') ? Number(version) : undefined;
  return { alertId, selectionVersion };
}

/** The page that a button of the names modal leads to. */
export function readPage(
  value: string | undefined,
): { readonly alertId: string; readonly page: number } | undefined {
  const [alertId = '', page = ''] = (value ?? '').split(':');
  return ID.test(alertId) && /^\d{1,4}$/.test(page) ? { alertId, page: Number(page) } : undefined;
}

/** What a modal keeps while it is open: ids only. */
export interface ModalContext {
  readonly scheduleId: string;
  readonly selectionVersion: number;
  readonly alertId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly messageTs?: string | undefined;
  /** What a confirmation is about. */
  readonly ask?: Ask | undefined;
}

export const ASKS = ['run', 'suspend', 'resume'] as const;
export type Ask = (typeof ASKS)[number];

export function writeContext(context: ModalContext): string {
  return JSON.stringify(context);
}

/** Undefined: not ours. What it names is looked up again with the rights of the person, whatever it says. */
export function readContext(metadata: string): ModalContext | undefined {
  let value: unknown;
  try {
    value = JSON.parse(metadata);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { scheduleId, selectionVersion, alertId, channelId, messageTs, ask } = value as Record<
    string,
    unknown
  >;
  if (typeof scheduleId !== 'string' || typeof selectionVersion !== 'number') return undefined;
  return {
    scheduleId,
    selectionVersion,
    alertId: textOrNothing(alertId),
    channelId: textOrNothing(channelId),
    messageTs: textOrNothing(messageTs),
    ask: ASKS.find((each) => each === ask),
  };
}

const ID = /^[\w-]{1,64}$/;

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
