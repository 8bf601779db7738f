import { formatDate } from './dates.js';
import { h } from './dom.js';
import { emojiIn } from './emoji.js';
import { link } from './mrkdwn.js';
import { channel, nameOf } from './world.js';

/** A rich_text block. */
export function richText(block) {
  return h('div', { class: 'rich-text' }, (block.elements ?? []).map(part));
}

function part(element) {
  switch (element.type) {
    case 'rich_text_list':
      return list(element);
    case 'rich_text_quote':
      return h('blockquote', {}, element.elements.map(inline));
    case 'rich_text_preformatted':
      return h(
        'pre',
        {},
        element.elements.map(({ text, url }) => text ?? url),
      );
    default:
      return h('p', {}, element.elements.map(inline));
  }
}

function list({ style, indent = 0, offset, elements }) {
  const tag = style === 'ordered' ? 'ol' : 'ul';
  return h(
    tag,
    { class: `indent-${Math.min(indent, 4)}`, start: offset === undefined ? undefined : offset + 1 },
    elements.map((section) => h('li', {}, section.elements.map(inline))),
  );
}

const INLINE = {
  text: ({ text }) => text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [h('br'), line])),
  link: ({ url, text }) => link(url, text ?? url),
  emoji: ({ name }) => emojiIn(`:${name}:`),
  user: ({ user_id: id }) => h('span', { class: 'mention' }, `@${nameOf(id)}`),
  usergroup: ({ usergroup_id: id }) => h('span', { class: 'mention' }, `@${id}`),
  channel: ({ channel_id: id }) => h('span', { class: 'mention' }, `#${channel(id)?.name ?? id}`),
  broadcast: ({ range }) => h('span', { class: 'mention loud' }, `@${range}`),
  date: ({ timestamp, format }) => h('time', {}, formatDate(timestamp * 1000, format)),
  color: ({ value }) => h('code', {}, value),
  team: ({ team_id: id }) => id,
};

function inline(element) {
  const made = INLINE[element.type]?.(element) ?? '';
  const style = element.style ?? {};
  const tags = [
    ['code', style.code],
    ['strong', style.bold],
    ['em', style.italic],
    ['s', style.strike],
    ['u', style.underline],
  ];
  return tags.filter(([, on]) => on).reduce((inner, [tag]) => h(tag, {}, inner), made);
}
