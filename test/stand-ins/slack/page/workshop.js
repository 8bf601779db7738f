import { fill, h } from './dom.js';
import { toast } from './toasts.js';
import { channel, command, world } from './world.js';

// What goes wrong in real life, on buttons.

/** Redrawn when one of its switches changes. */
export function showWorkshop() {
  const { away, app } = world.state;
  const here = channel(world.place);
  const isIn = here?.members.includes(app.botUserId);
  const root = document.getElementById('workshop');
  const wasOpen = root.querySelector('details')?.open ?? false;
  const key = JSON.stringify([away, app.revoked, here?.id, here?.isArchived, isIn]);
  fill(root, key, () =>
    h(
      'details',
      { open: wasOpen },
      h('summary', {}, 'Make things go wrong'),
      button(away ? 'Slack comes back' : 'Slack goes away', away ? 'come-back' : 'go-away'),
      fault('Next post is lost', 'chat.postMessage', 'reset-before'),
      fault('Next post arrives, the answer is lost', 'chat.postMessage', 'reset-after'),
      fault('Next call is one too many (5 s)', '/./', { status: 429, retryAfter: 5 }),
      fault('Next call meets a broken server', '/./', { status: 500 }),
      button(app.revoked ? 'Token is good again' : 'Revoke the token', 'revoke-token', {
        revoked: !app.revoked,
      }),
      here === undefined || here.imUser !== undefined
        ? null
        : [
            button(here.isArchived ? 'Unarchive this channel' : 'Archive this channel', 'archive-channel', {
              channel: here.id,
              archived: !here.isArchived,
            }),
            button(
              isIn ? 'Remove the app from this channel' : 'Invite the app to this channel',
              isIn ? 'remove-bot' : 'invite-bot',
              {
                channel: here.id,
              },
            ),
          ],
    ),
  );
}

function fault(text, method, action) {
  return button(text, '_fault', { method, times: 1, do: action });
}

function button(text, name, body = {}) {
  const run = async () => {
    try {
      await command(name, body);
      toast(`${text}: done`, 'note');
    } catch (error) {
      toast(error.message);
    }
  };
  return h('button', { type: 'button', class: 'wrong', on: { click: run } }, text);
}
