import {
  anyText,
  anything,
  bool,
  type Check,
  integer,
  like,
  list,
  object,
  plain,
  required,
  type Shape,
  string,
  typed,
  word,
} from './checks.js';

export const ACTION_ID_MAX = 255;

const actionId = string(ACTION_ID_MAX);
const confirm = object('confirm');
const placeholder = plain(150);
const focus = bool;
const dispatch = object('dispatch_action_config');
const ids = (min = 0): Check => list(string(), min);
const option = object('option');
const wideOption = object('choice');

const options = { options: list(option, 1, 100), option_groups: list(object('option_group'), 1, 100) };
const select = { action_id: actionId, confirm, placeholder, focus_on_load: focus };
const multi = { ...select, max_selected_items: integer(1) };
const textInput = {
  action_id: actionId,
  placeholder,
  focus_on_load: focus,
  dispatch_action_config: dispatch,
};
const filter = object('conversation_filter');

/** Every element that stands in a block: its fields with their limits. */
export const ELEMENTS: Readonly<Record<string, Shape>> = {
  button: {
    fields: {
      action_id: actionId,
      text: required(plain(75)),
      value: string(2_000),
      url: string(3_000),
      style: word('primary', 'danger'),
      confirm,
      accessibility_label: string(75),
    },
  },
  checkboxes: {
    fields: {
      action_id: actionId,
      options: required(list(wideOption, 1, 10)),
      initial_options: list(wideOption, 1, 10),
      confirm,
      focus_on_load: focus,
    },
  },
  radio_buttons: {
    fields: {
      action_id: actionId,
      options: required(list(wideOption, 1, 10)),
      initial_option: wideOption,
      confirm,
      focus_on_load: focus,
    },
  },
  overflow: {
    fields: { action_id: actionId, options: required(list(object('overflow_option'), 2, 5)), confirm },
  },
  datepicker: {
    fields: { ...select, initial_date: like(/^\d{4}-\d\d-\d\d$/) },
  },
  timepicker: {
    fields: { ...select, initial_time: like(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: string() },
  },
  datetimepicker: {
    fields: {
      action_id: actionId,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
      confirm,
      focus_on_load: focus,
    },
  },
  static_select: {
    oneOf: ['options', 'option_groups'],
    fields: { ...select, ...options, initial_option: option },
  },
  multi_static_select: {
    oneOf: ['options', 'option_groups'],
    fields: { ...multi, ...options, initial_options: list(option, 1, 100) },
  },
  external_select: { fields: { ...select, initial_option: option, min_query_length: integer(0) } },
  multi_external_select: {
    fields: { ...multi, initial_options: list(option, 1, 100), min_query_length: integer(0) },
  },
  users_select: { fields: { ...select, initial_user: string() } },
  multi_users_select: { fields: { ...multi, initial_users: ids() } },
  channels_select: { fields: { ...select, initial_channel: string(), response_url_enabled: bool } },
  multi_channels_select: { fields: { ...multi, initial_channels: ids() } },
  conversations_select: {
    fields: {
      ...select,
      initial_conversation: string(),
      default_to_current_conversation: bool,
      response_url_enabled: bool,
      filter,
    },
  },
  multi_conversations_select: {
    fields: { ...multi, initial_conversations: ids(), default_to_current_conversation: bool, filter },
  },
  plain_text_input: {
    fields: {
      ...textInput,
      initial_value: string(3_000),
      multiline: bool,
      min_length: integer(0, 3_000),
      max_length: integer(1, 3_000),
    },
  },
  email_text_input: { fields: { ...textInput, initial_value: string() } },
  url_text_input: { fields: { ...textInput, initial_value: string() } },
  number_input: {
    fields: {
      ...textInput,
      is_decimal_allowed: required(bool),
      initial_value: string(),
      min_value: string(),
      max_value: string(),
    },
  },
  rich_text_input: {
    fields: { ...textInput, initial_value: typed('rich_text'), min_lines: integer(1), max_lines: integer(1) },
  },
  file_input: { fields: { action_id: actionId, filetypes: list(string(), 0), max_files: integer(1, 10) } },
  feedback_buttons: {
    fields: { action_id: actionId, positive_button: required(anything), negative_button: required(anything) },
  },
  icon_button: {
    fields: {
      action_id: actionId,
      icon: required(string()),
      text: required(plain(75)),
      accessibility_label: string(75),
      value: string(2_000),
      visible_to_user_ids: ids(),
      confirm,
    },
  },
  workflow_button: {
    fields: {
      action_id: actionId,
      text: required(plain(75)),
      workflow: required(anything),
      style: word('primary', 'danger'),
      accessibility_label: string(75),
      confirm,
    },
  },
};

const style = anything;
const inline = typed(
  'broadcast',
  'color',
  'channel',
  'date',
  'emoji',
  'link',
  'team',
  'text',
  'user',
  'usergroup',
);

/** What blocks and elements are made of. */
export const PARTS: Readonly<Record<string, Shape>> = {
  plain_text: { fields: { text: required(string()), emoji: bool } },
  mrkdwn: { fields: { text: required(string()), verbatim: bool } },
  raw_text: { fields: { text: required(string()) } },
  raw_number: { fields: { text: required(string()), value: required({ is: 'number' }) } },
  confirm: {
    fields: {
      title: plain(100),
      text: required(anyText(300)),
      confirm: plain(30),
      deny: plain(30),
      style: word('primary', 'danger'),
    },
  },
  option: { fields: { text: required(plain(75)), value: required(string(75)), description: plain(75) } },
  choice: { fields: { text: required(anyText(75)), value: required(string(75)), description: anyText(75) } },
  overflow_option: {
    fields: {
      text: required(plain(75)),
      value: required(string(75)),
      description: plain(75),
      url: string(3_000),
    },
  },
  option_group: { fields: { label: required(plain(75)), options: required(list(option, 1, 100)) } },
  dispatch_action_config: {
    fields: { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), 1, 2) },
  },
  conversation_filter: {
    fields: {
      include: list(word('im', 'mpim', 'private', 'public'), 1),
      exclude_external_shared_channels: bool,
      exclude_bot_users: bool,
    },
  },
  column_setting: { fields: { align: word('left', 'center', 'right'), is_wrapped: bool } },
  rich_text_section: { fields: { elements: required(list(inline, 0)) } },
  rich_text_list: {
    fields: {
      elements: required(list(typed('rich_text_section'), 0)),
      style: required(word('bullet', 'ordered')),
      indent: integer(0, 8),
      offset: integer(0),
      border: integer(0, 1),
    },
  },
  rich_text_quote: { fields: { elements: required(list(inline, 0)), border: integer(0, 1) } },
  rich_text_preformatted: {
    fields: {
      elements: required(list(typed('text', 'link'), 0)),
      border: integer(0, 1),
      language: string(),
    },
  },
  text: { fields: { text: required(string(undefined, 1)), style } },
  link: { fields: { url: required(string()), text: string(), unsafe: bool, style } },
  emoji: {
    fields: { name: required(string()), unicode: string(), url: string(), skin_tone: integer(), style },
  },
  user: { fields: { user_id: required(string()), style } },
  usergroup: { fields: { usergroup_id: required(string()), style } },
  channel: { fields: { channel_id: required(string()), style } },
  team: { fields: { team_id: required(string()), style } },
  broadcast: { fields: { range: required(word('here', 'channel', 'everyone')), style } },
  color: { fields: { value: required(string()), style } },
  date: {
    fields: {
      timestamp: required(integer()),
      format: required(string()),
      url: string(),
      fallback: string(),
      style,
    },
  },
};
