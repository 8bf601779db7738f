import { renderBlocks } from './blocks.js';
import { clockTime, fullTime } from './dates.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { mrkdwn } from './mrkdwn.js';
import { avatar } from './person.js';
import { toast } from './toasts.js';
import { command, nameOf, user, world } from './world.js';

/** Messages of a channel that the acting person sees outside of threads. */
export function topLevel(channel) {
  return seen(channel).filter(({ thread_root: root, reply_broadcast: shown }) => root === undefined || shown);
}

/** The root of a thread, then what stands in it for the acting person. */
export function inThread(channel, ts) {
  return seen(channel).filter((message) => message.ts === ts || message.thread_root === ts);
}

function seen(channel) {
  return channel.messages.filter(({ ephemeral_to: only }) => only === undefined || only === world.actor);
}

/**
 * One message.
 * @param {any} message
 * @param {{channel: any, openThread?: (ts: string) => void}} around
 */
export function messageNode(message, { channel, openThread }) {
  const author = user(message.user);
  const isApp = message.bot_id !== undefined;
  const place = { ref: { channel: channel.id, ts: message.ts }, values: {}, isView: false };
  const hidden = message.ephemeral_to !== undefined;
  return h(
    'article',
    {
      class: `message${hidden ? ' ephemeral' : ''}${message.hidden ? ' tombstone' : ''}`,
      'aria-label': `${nameOf(message.user)}, ${clockTime(message.ts)}`,
      data: { ts: message.ts },
    },
    message.hidden ? h('span', { class: 'avatar gone', 'aria-hidden': 'true' }) : avatar(message.user),
    h(
      'div',
      { class: 'message-body' },
      hidden ? h('p', { class: 'only-you' }, icon('eye'), 'Only visible to you') : null,
      message.hidden
        ? null
        : h(
            'header',
            {},
            h('strong', {}, author?.realName ?? message.user),
            isApp ? h('span', { class: 'badge' }, 'APP') : null,
            h('time', { title: fullTime(message.ts) }, clockTime(message.ts)),
          ),
      content(message, place),
      message.edited && !message.hidden
        ? h('span', { class: 'edited', title: fullTime(message.edited.ts) }, '(edited)')
        : null,
      threadButton(message, openThread),
    ),
    hidden || message.hidden ? null : tools(message, channel, openThread),
  );
}

function content(message, place) {
  const files = (message.attachments ?? []).map(({ title, fallback }) =>
    h('p', { class: 'file' }, title ?? fallback ?? 'Attachment'),
  );
  if (message.blocks?.length > 0)
    return h('div', { class: 'blocks' }, renderBlocks(message.blocks, place), files);
  return h('div', { class: 'text' }, mrkdwn(message.text), files);
}

function threadButton({ reply_count: count, ts }, openThread) {
  if (!count || openThread === undefined) return null;
  const text = count === 1 ? '1 reply' : `${count} replies`;
  return h('button', { type: 'button', class: 'replies', on: { click: () => openThread(ts) } }, text);
}

function tools(message, channel, openThread) {
  const remove = async () => {
    try {
      await command('delete-message', { channel: channel.id, ts: message.ts });
    } catch (error) {
      toast(error.message);
    }
  };
  return h(
    'div',
    { class: 'tools' },
    openThread === undefined
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'tool',
            'aria-label': 'Reply in thread',
            title: 'Reply in thread',
            on: { click: () => openThread(message.ts) },
          },
          icon('reply'),
        ),
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': 'Delete as an administrator',
        title: 'Delete as an administrator',
        on: { click: remove },
      },
      icon('bin'),
    ),
  );
}
