/**
 * The limits of Block Kit that we can meet, as a table: which object, which field of it, how much.
 * From Slack's reference of blocks and views; where its pages disagree, the smaller number.
 */

export interface LimitRule {
  /** `type` of the object, or its place where it has none: message, option, confirm. */
  readonly on: string;
  /** Path within it; `text.text` is the text of its text. */
  readonly field: string;
  /** Characters of a text (UTF-16 units) or members of a list. */
  readonly max: number;
  readonly min?: number;
}

const CHOICES = [
  'static_select',
  'multi_static_select',
  'multi_external_select',
  'datepicker',
  'external_select',
];
const VIEWS = ['modal', 'home'];
const BLOCKS = ['section', 'header', 'context', 'actions', 'input', 'divider'];

export const LIMIT_RULES: readonly LimitRule[] = [
  // More than 4,000 cannot be updated any more.
  { on: 'message', field: 'text', max: 4_000, min: 1 },
  { on: 'message', field: 'blocks', max: 50 },
  ...VIEWS.flatMap((on) => [
    { on, field: 'blocks', max: 100, min: 1 },
    { on, field: 'private_metadata', max: 3_000 },
    { on, field: 'callback_id', max: 255 },
    { on, field: 'external_id', max: 255 },
  ]),
  { on: 'modal', field: 'title.text', max: 24, min: 1 },
  { on: 'modal', field: 'submit.text', max: 24 },
  { on: 'modal', field: 'close.text', max: 24 },
  ...BLOCKS.map((on) => ({ on, field: 'block_id', max: 255 })),
  { on: 'section', field: 'text.text', max: 3_000 },
  { on: 'section', field: 'fields', max: 10, min: 1 },
  { on: 'section', field: 'fields.*.text', max: 2_000 },
  { on: 'header', field: 'text.text', max: 150 },
  { on: 'context', field: 'elements', max: 10, min: 1 },
  { on: 'actions', field: 'elements', max: 25, min: 1 },
  { on: 'input', field: 'label.text', max: 2_000 },
  { on: 'input', field: 'hint.text', max: 2_000 },
  { on: 'plain_text', field: 'text', max: 3_000, min: 1 },
  { on: 'mrkdwn', field: 'text', max: 3_000, min: 1 },
  { on: 'button', field: 'text.text', max: 75 },
  { on: 'button', field: 'value', max: 2_000 },
  { on: 'button', field: 'url', max: 3_000 },
  { on: 'button', field: 'accessibility_label', max: 75, min: 1 },
  ...['button', 'checkboxes', 'radio_buttons', ...CHOICES].map((on) => ({
    on,
    field: 'action_id',
    max: 255,
    min: 1,
  })),
  ...CHOICES.map((on) => ({ on, field: 'placeholder.text', max: 150 })),
  ...['static_select', 'multi_static_select'].map((on) => ({ on, field: 'options', max: 100, min: 1 })),
  ...['multi_static_select', 'multi_external_select'].map((on) => ({
    on,
    field: 'initial_options',
    max: 100,
    min: 1,
  })),
  ...['checkboxes', 'radio_buttons'].map((on) => ({ on, field: 'options', max: 10, min: 1 })),
  { on: 'checkboxes', field: 'initial_options', max: 10, min: 1 },
  { on: 'option', field: 'text.text', max: 75 },
  { on: 'option', field: 'description.text', max: 75 },
  { on: 'option', field: 'value', max: 75, min: 1 },
  { on: 'confirm', field: 'title.text', max: 100 },
  { on: 'confirm', field: 'text.text', max: 300 },
  { on: 'confirm', field: 'confirm.text', max: 30 },
  { on: 'confirm', field: 'deny.text', max: 30 },
];

/** All text of a message's blocks together: undocumented, seen to fail from 11,341 on. */
export const MESSAGE_TEXT_MOST = 10_000;
/** A view as JSON, in bytes. */
export const VIEW_BYTES_MOST = 250_000;
