import { freshId, h } from './dom.js';
import { element } from './elements.js';
import { mrkdwn, textObject } from './mrkdwn.js';
import { richText } from './rich-text.js';

/**
 * Nodes for blocks.
 * @param {any[]} blocks
 * @param {any} place where they stand: {ref, values, errors}; see act.js
 */
export function renderBlocks(blocks, place) {
  return blocks.map((block) => {
    const make = BLOCKS[block.type];
    return make === undefined
      ? h('p', { class: 'block unknown' }, `A block of type ${block.type}`)
      : make(block, place);
  });
}

const BLOCKS = {
  header: ({ text }) => h('h3', { class: 'block block-header' }, textObject(text)),
  divider: () => h('hr', { class: 'block' }),
  section,
  context: ({ elements }) =>
    h(
      'div',
      { class: 'block context' },
      elements.map((one) => (one.type === 'image' ? image(one, 'tiny') : h('span', {}, textObject(one)))),
    ),
  actions: (block, place) =>
    h(
      'div',
      { class: 'block actions', role: 'group' },
      block.elements.map((one) => element(one, { block, place })),
    ),
  input,
  rich_text: (block) => h('div', { class: 'block' }, richText(block)),
  markdown: ({ text }) => h('div', { class: 'block' }, mrkdwn(text)),
  image: (block) =>
    h(
      'figure',
      { class: 'block' },
      block.title ? h('figcaption', {}, textObject(block.title)) : null,
      image(block, 'large'),
    ),
  table: ({ rows }) =>
    h(
      'div',
      { class: 'block scroll' },
      h(
        'table',
        {},
        rows.map((row, at) =>
          h(
            'tr',
            {},
            row.map((cell) => h(at === 0 ? 'th' : 'td', {}, cellOf(cell))),
          ),
        ),
      ),
    ),
  alert: ({ text, level = 'default' }) =>
    h('div', { class: `block alert ${level}`, role: 'note' }, textObject(text)),
  container: (block, place) =>
    h(
      'div',
      { class: 'block container' },
      block.title ? h('h4', {}, textObject(block.title)) : null,
      renderBlocks(block.child_blocks, place),
    ),
  file: ({ external_id: id }) => h('p', { class: 'block' }, `File ${id}`),
  video: ({ title }) => h('p', { class: 'block' }, textObject(title)),
};

function section(block, place) {
  const fields = block.fields?.map((field) => h('div', { class: 'field' }, textObject(field))) ?? [];
  return h(
    'div',
    { class: 'block section' },
    h(
      'div',
      { class: 'section-text' },
      block.text ? h('div', {}, textObject(block.text)) : null,
      fields.length > 0 ? h('div', { class: 'fields' }, fields) : null,
    ),
    block.accessory
      ? h(
          'div',
          { class: 'accessory' },
          block.accessory.type === 'image'
            ? image(block.accessory, 'thumb')
            : element(block.accessory, { block, place }),
        )
      : null,
  );
}

const GROUPS = new Set(['checkboxes', 'radio_buttons']);

function input(block, place) {
  const labelId = freshId('label');
  const errorId = freshId('error');
  const hintId = freshId('hint');
  const controlId = freshId('control');
  const error = place.errors?.[block.block_id];
  const described = [error && errorId, block.hint && hintId].filter(Boolean).join(' ');
  const labelled = {
    labelId,
    controlId,
    describedBy: described || undefined,
    invalid: error !== undefined,
    required: !block.optional,
  };
  const caption = [
    textObject(block.label),
    block.optional ? h('span', { class: 'optional' }, ' (optional)') : null,
  ];
  const label = GROUPS.has(block.element.type)
    ? h('div', { id: labelId, class: 'label' }, caption)
    : h('label', { id: labelId, class: 'label', for: controlId }, caption);
  return h(
    'div',
    { class: `block input${error === undefined ? '' : ' has-error'}`, data: { block: block.block_id } },
    label,
    element(block.element, { block, place, labelled }),
    error === undefined ? null : h('p', { class: 'error', id: errorId, role: 'alert' }, error),
    block.hint ? h('p', { class: 'hint', id: hintId }, textObject(block.hint)) : null,
  );
}

function image({ image_url: src, alt_text: alt }, size) {
  return h('img', { class: `image ${size}`, src, alt, loading: 'lazy' });
}

function cellOf(cell) {
  return cell.type === 'rich_text' ? richText(cell) : cell.text;
}
