import { formatDate } from './dates.js';
import { h } from './dom.js';
import { emojiIn } from './emoji.js';
import { channel, nameOf } from './world.js';

// Text as Slack marks it up: *bold*, _italic_, ~strike~, `code`, fences, > quotes, <tokens>, and three escapes.

const MARKS = { '*': 'strong', _: 'em', '~': 's' };
const BEFORE = '(^|[\\s({\\[<>"\'.,;:!?/|–—-])';
const AFTER = '(?=$|[\\s)}\\]<>"\'.,;:!?/|–—-])';
const STYLED = new RegExp(`${BEFORE}([*_~])(?!\\s)((?:(?!\\2)[^\\n])+?)(?<!\\s)\\2${AFTER}`);
const CODE = /`([^`\n]+)`/;
const TOKEN = /<([^<>\n]+)>/;
const URL_IN_TEXT = /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/;

/**
 * Nodes for a mrkdwn text.
 * @param {string} text
 * @param {{verbatim?: boolean}} options verbatim: addresses in running text are no links
 */
export function mrkdwn(text, options = {}) {
  return text
    .split(/(```[\s\S]+?```)/)
    .flatMap((part) =>
      part.startsWith('```') && part.length > 6
        ? [h('pre', {}, decoded(part.slice(3, -3).replace(/^\n/, '')))]
        : quoted(part, options),
    );
}

/** A text object: plain text keeps its characters, save emoji. */
export function textObject(object) {
  if (object === undefined || object === null) return [];
  if (object.type === 'plain_text') return lines(emojiIn(object.text));
  return mrkdwn(object.text, { verbatim: object.verbatim });
}

function quoted(text, options) {
  const nodes = [];
  let quote = [];
  const flush = () => {
    if (quote.length > 0) nodes.push(h('blockquote', {}, joined(quote, options)));
    quote = [];
  };
  let plain = [];
  const flushPlain = () => {
    if (plain.length > 0) nodes.push(...joined(plain, options));
    plain = [];
  };
  for (const line of text.split('\n')) {
    const match = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (match === null) {
      flush();
      plain.push(line);
    } else {
      flushPlain();
      quote.push(match[1]);
    }
  }
  flush();
  flushPlain();
  return nodes;
}

function joined(parts, options) {
  return parts.flatMap((line, at) => [...(at === 0 ? [] : [h('br')]), ...inline(line, options)]);
}

/** The first of code, token, style and address in a line, then the rest. */
function inline(text, options) {
  if (text === '') return [];
  const found = [
    ['code', CODE.exec(text)],
    ['token', TOKEN.exec(text)],
    ['style', STYLED.exec(text)],
    ['url', options.verbatim ? null : URL_IN_TEXT.exec(text)],
  ].filter(([, match]) => match !== null);
  if (found.length === 0) return [emojiIn(decoded(text))];
  const [kind, match] = found.reduce((first, next) => (next[1].index < first[1].index ? next : first));
  const lead = kind === 'style' ? match[1].length : 0;
  const before = text.slice(0, match.index + lead);
  const after = text.slice(match.index + match[0].length);
  return [...plainRun(before), node(kind, match, options), ...inline(after, options)];
}

function plainRun(text) {
  return text === '' ? [] : [emojiIn(decoded(text))];
}

function node(kind, match, options) {
  if (kind === 'code') return h('code', {}, decoded(match[1]));
  if (kind === 'style') return h(MARKS[match[2]], {}, inline(match[3], options));
  if (kind === 'url') return link(decoded(match[0]), decoded(match[0]));
  return token(match[1]);
}

function token(text) {
  const [target, label] = splitOnce(text, '|');
  if (target.startsWith('@')) return h('span', { class: 'mention' }, `@${nameOf(target.slice(1))}`);
  if (target.startsWith('#')) {
    return h('span', { class: 'mention' }, `#${channel(target.slice(1))?.name ?? label ?? target.slice(1)}`);
  }
  if (target.startsWith('!date^')) return dateToken(target, label);
  if (target.startsWith('!')) return h('span', { class: 'mention loud' }, `@${label ?? target.slice(1)}`);
  return link(decoded(target), decoded(label ?? target));
}

function dateToken(target, fallback) {
  const [, seconds, format, href] = target.split('^');
  const at = Number(seconds) * 1000;
  const shown = Number.isFinite(at) ? formatDate(at, decoded(format ?? '')) : decoded(fallback ?? '');
  const time = h('time', { datetime: safeIso(at), title: decoded(fallback ?? '') }, shown);
  return href === undefined ? time : link(decoded(href), time);
}

function safeIso(at) {
  return Number.isFinite(at) ? new Date(at).toISOString() : '';
}

export function link(href, content) {
  if (!/^(https?:|mailto:)/i.test(href)) return h('span', {}, content);
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, content);
}

function lines(text) {
  return text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [h('br'), line]));
}

/** The three escapes, once. */
export function decoded(text) {
  return text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
