import { type Interactive, interactives } from '../block-kit/interactives.js';
import type { InputState, Json, ViewValues } from './things.js';

// What stands in inputs, written as Slack writes it in `state.values`.

/** What stands in the inputs of blocks before anybody touched them. */
export function initialValues(content: Json): ViewValues {
  const values: ViewValues = {};
  for (const { blockId, actionId, element } of interactives(content.blocks)) {
    const state = initialState(element);
    if (state === undefined) continue;
    values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
}

/** undefined for what holds no value: buttons, overflow menus. */
function initialState(element: Json): InputState | undefined {
  const type = String(element.type);
  const field = VALUE_FIELDS[type];
  if (field === undefined) return undefined;
  const [name, initial, absent] = field;
  return { type, [name]: element[initial] ?? absent };
}

/** Per element: the field of its value, the field of its initial value, and the value that means none. */
export const VALUE_FIELDS: Readonly<Record<string, readonly [string, string, unknown]>> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  users_select: ['selected_user', 'initial_user', null],
  channels_select: ['selected_channel', 'initial_channel', null],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  checkboxes: ['selected_options', 'initial_options', []],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  multi_users_select: ['selected_users', 'initial_users', []],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  file_input: ['files', 'initial_files', []],
};

/** Whether nothing stands in an input. */
export function isEmpty(state: InputState | undefined): boolean {
  if (state === undefined) return true;
  const [name] = VALUE_FIELDS[state.type] ?? ['value'];
  const value = state[name];
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The inputs of a view that must be filled and are not: block_id → what Slack shows there. */
export function missingInputs(blocks: readonly Json[], values: ViewValues): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const { blockId, actionId, input } of interactives(blocks)) {
    if (input === undefined || input.optional === true) continue;
    if (isEmpty(values[blockId]?.[actionId])) missing[blockId] = 'Please complete this required field.';
  }
  return missing;
}

/** The texts that are shorter or longer than their input allows: block_id → what Slack shows there. */
export function badLengths(blocks: readonly Json[], values: ViewValues): Record<string, string> {
  const bad: Record<string, string> = {};
  for (const { blockId, actionId, element } of interactives(blocks)) {
    const value = values[blockId]?.[actionId]?.value;
    if (element.type !== 'plain_text_input' || typeof value !== 'string' || value === '') continue;
    const { min_length: min = 0, max_length: max = 3_000 } = element as {
      min_length?: number;
      max_length?: number;
    };
    if (value.length < min || value.length > max)
      bad[blockId] = `Between ${min} and ${max} characters, please.`;
  }
  return bad;
}

export type { Interactive };
