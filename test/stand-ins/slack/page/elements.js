import { chooser } from './chooser.js';
import { h } from './dom.js';
import { act, inputs } from './element-parts.js';
import { overflow } from './overflow.js';

/**
 * The node of an element.
 * @param {any} item the element as the app gave it
 * @param {any} spot {block, place, labelled}: labelled has ids for label, control and description in input blocks
 */
export function element(item, spot) {
  const make = ELEMENTS[item.type];
  if (make === undefined) return h('span', { class: 'unknown' }, `An element of type ${item.type}`);
  return make({ ...spot, item, state: spot.place.values?.[spot.block.block_id]?.[item.action_id] });
}

const ELEMENTS = {
  button: act.button,
  workflow_button: act.button,
  overflow,
  checkboxes: inputs.checkboxes,
  radio_buttons: inputs.radios,
  plain_text_input: inputs.text,
  email_text_input: inputs.text,
  url_text_input: inputs.text,
  number_input: inputs.text,
  datepicker: inputs.date,
  timepicker: inputs.time,
  datetimepicker: inputs.moment,
  static_select: chooser,
  external_select: chooser,
  users_select: chooser,
  channels_select: chooser,
  conversations_select: chooser,
  multi_static_select: chooser,
  multi_external_select: chooser,
  multi_users_select: chooser,
  multi_channels_select: chooser,
  multi_conversations_select: chooser,
};
