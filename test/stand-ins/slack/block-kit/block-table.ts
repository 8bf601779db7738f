import {
  anyText,
  anything,
  bool,
  integer,
  list,
  mrkdwn,
  object,
  plain,
  required,
  type Shape,
  type Surface,
  string,
  typed,
  word,
} from './checks.js';

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];
const MESSAGES: readonly Surface[] = ['message'];
const MODALS: readonly Surface[] = ['modal'];

const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
];
const MULTI_SELECTS = SELECTS.map((type) => `multi_${type}`);
const CHOICES = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker', ...SELECTS, ...MULTI_SELECTS];

const INPUT_ELEMENTS = [
  ...CHOICES,
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'datetimepicker',
  'file_input',
];
const ACTION_ELEMENTS = [
  'button',
  'overflow',
  'datetimepicker',
  'workflow_button',
  'rich_text_input',
  ...CHOICES,
];
const ACCESSORIES = ['button', 'overflow', 'image', 'workflow_button', ...CHOICES];
const RICH_TEXT = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
const CHILD_BLOCKS = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
];

export const BLOCK_ID_MAX = 255;
const blockId = string(BLOCK_ID_MAX);

/** Every block: its fields with their limits, and the surfaces it may stand on. Anything else is refused. */
export const BLOCKS: Readonly<Record<string, Shape>> = {
  actions: {
    surfaces: EVERYWHERE,
    fields: { block_id: blockId, elements: required(list(typed(...ACTION_ELEMENTS), 1, 25)) },
  },
  alert: {
    surfaces: MODALS,
    fields: {
      block_id: blockId,
      text: required(anyText(200)),
      level: word('default', 'info', 'warning', 'error', 'success'),
    },
  },
  card: {
    surfaces: MESSAGES,
    anyOf: ['hero_image', 'title', 'actions', 'body'],
    fields: {
      block_id: blockId,
      hero_image: typed('image'),
      icon: typed('image'),
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(typed('button'), 1, 5),
    },
  },
  carousel: {
    surfaces: MESSAGES,
    fields: { block_id: blockId, elements: required(list(typed('card'), 1, 10)) },
  },
  container: {
    surfaces: MESSAGES,
    fields: {
      block_id: blockId,
      title: plain(150),
      rich_text_title: typed('rich_text'),
      subtitle: anyText(150),
      child_blocks: required(list(typed(...CHILD_BLOCKS), 1, 10)),
      width: word('narrow', 'standard', 'wide', 'full'),
      icon: typed('image'),
      is_collapsible: bool,
      default_collapsed: bool,
      has_header_divider: bool,
    },
  },
  context: {
    surfaces: EVERYWHERE,
    fields: {
      block_id: blockId,
      elements: required(list({ is: 'typed', of: ['image', 'plain_text', 'mrkdwn'], max: 3_000 }, 1, 10)),
    },
  },
  context_actions: {
    surfaces: MESSAGES,
    fields: { block_id: blockId, elements: required(list(typed('feedback_buttons', 'icon_button'), 1, 5)) },
  },
  data_table: {
    surfaces: MESSAGES,
    fields: {
      block_id: blockId,
      rows: required(list(list(typed('raw_text', 'raw_number', 'rich_text'), 1, 20), 1, 101)),
      caption: required(string()),
      page_size: integer(1, 100),
      row_header_column_index: integer(0, 19),
    },
  },
  divider: { surfaces: EVERYWHERE, fields: { block_id: blockId } },
  file: {
    surfaces: MESSAGES,
    fields: { block_id: blockId, source: required(string()), external_id: required(string()) },
  },
  header: { surfaces: EVERYWHERE, fields: { block_id: blockId, text: required(plain(150)) } },
  image: {
    surfaces: EVERYWHERE,
    oneOf: ['image_url', 'slack_file'],
    fields: {
      block_id: blockId,
      image_url: string(3_000, 1),
      slack_file: anything,
      alt_text: required(string(2_000)),
      title: plain(2_000),
    },
  },
  input: {
    surfaces: EVERYWHERE,
    fields: {
      block_id: blockId,
      label: required(plain(2_000)),
      hint: plain(2_000),
      optional: bool,
      dispatch_action: bool,
      element: required(typed(...INPUT_ELEMENTS)),
    },
  },
  markdown: { surfaces: MESSAGES, fields: { block_id: blockId, text: required(string(12_000, 1)) } },
  plan: {
    surfaces: MESSAGES,
    fields: { block_id: blockId, title: required(string()), tasks: list(typed('task_card'), 0) },
  },
  rich_text: {
    surfaces: EVERYWHERE,
    fields: { block_id: blockId, elements: required(list(typed(...RICH_TEXT), 0)) },
  },
  section: {
    surfaces: EVERYWHERE,
    anyOf: ['text', 'fields'],
    fields: {
      block_id: blockId,
      text: anyText(3_000),
      fields: list(anyText(2_000), 1, 10),
      accessory: typed(...ACCESSORIES),
      expand: bool,
    },
  },
  table: {
    surfaces: MESSAGES,
    fields: {
      block_id: blockId,
      rows: required(list(list(typed('raw_text', 'raw_number', 'rich_text'), 1, 20), 1, 100)),
      column_settings: list(object('column_setting'), 0, 20),
    },
  },
  task_card: {
    surfaces: MESSAGES,
    fields: {
      block_id: blockId,
      task_id: required(string()),
      title: required(string()),
      details: typed('rich_text'),
      output: typed('rich_text'),
      sources: list(anything, 0),
      status: required(word('pending', 'in_progress', 'complete', 'error')),
    },
  },
  video: {
    surfaces: EVERYWHERE,
    fields: {
      block_id: blockId,
      video_url: required(string()),
      thumbnail_url: required(string()),
      alt_text: required(string()),
      title: required(plain(199)),
      title_url: string(),
      author_name: string(49),
      provider_name: string(),
      provider_icon_url: string(),
      description: plain(200),
    },
  },
};

/** Views: what stands around their blocks. Each `blocks` is checked with BLOCKS. */
export const VIEWS: Readonly<Record<string, Shape>> = {
  modal: {
    fields: {
      blocks: required(anything),
      title: required(plain(24)),
      submit: plain(24),
      close: plain(24),
      private_metadata: string(3_000),
      callback_id: string(255),
      external_id: string(255),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
  },
  home: {
    fields: {
      blocks: required(anything),
      private_metadata: string(3_000),
      callback_id: string(255),
      external_id: string(255),
    },
  },
};

/** How many blocks a surface holds. */
export const BLOCKS_MAX: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
/** Characters of all markdown blocks of a message together. */
export const MARKDOWN_MAX = 12_000;
/** Characters of all texts in the blocks of a posted message; 11,341 was seen to be refused, 9,597 to be taken. */
export const BLOCK_TEXT_MAX = 11_340;
/** Bytes of a view as JSON. */
export const VIEW_BYTES_MAX = 250 * 1_024;
