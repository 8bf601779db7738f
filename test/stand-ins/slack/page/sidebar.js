import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { topLevel } from './message.js';
import { standing } from './person.js';
import { user, world } from './world.js';

/** channel id → ts of the last message that was looked at, per person. */
const lastSeen = new Map();

/** The channels the acting person is in, then the app. */
export function showSidebar(go) {
  const { channels, team, app } = world.state;
  document.getElementById('team-name').textContent = team.name;
  showActors();
  const mine = channels.filter(
    ({ imUser, members }) => imUser === undefined && members.includes(world.actor),
  );
  const direct = channels.find(({ imUser, messages }) => imUser === world.actor && messages.length > 0);
  const rows = [
    ...mine.map((channel) => ({
      id: channel.id,
      text: channel.name,
      sign: channel.isPrivate ? 'lock' : 'hash',
      channel,
    })),
    ...(direct === undefined
      ? []
      : [{ id: direct.id, text: `${user(app.botUserId).realName} (direct)`, sign: 'mail', channel: direct }]),
    { id: 'home', text: `${user(app.botUserId).realName} · Home`, sign: 'home' },
  ];
  const nav = document.getElementById('channels');
  const key = JSON.stringify([
    world.actor,
    world.place,
    rows.map(({ id, text, channel }) => [id, text, channel?.isArchived, isUnread(channel)]),
  ]);
  fill(nav, key, () => [h('h2', {}, 'Channels'), rows.map((row) => channelButton(row, go))]);
}

function channelButton({ id, text, sign, channel }, go) {
  const classes = ['channel', isUnread(channel) ? 'unread' : '', channel?.isArchived ? 'archived' : ''].join(
    ' ',
  );
  return h(
    'button',
    {
      type: 'button',
      class: classes,
      'aria-current': world.place === id ? 'page' : undefined,
      on: { click: () => go(id) },
    },
    icon(sign),
    h('span', {}, text),
    channel?.isExtShared ? h('span', { class: 'badge' }, 'shared') : null,
    channel?.isArchived ? h('span', { class: 'badge' }, 'archived') : null,
  );
}

function showActors() {
  const select = document.getElementById('actor');
  const people = world.state.users.filter(({ isBot }) => !isBot);
  fill(
    select,
    JSON.stringify(people.map(({ id, deleted, isRestricted }) => [id, deleted, isRestricted])),
    () =>
      people.map((person) => {
        const note = standing(person);
        const selected = person.id === world.actor;
        return h(
          'option',
          { value: person.id, selected },
          person.realName.includes('(') || note === '' ? person.realName : `${person.realName} (${note})`,
        );
      }),
  );
  select.value = world.actor;
}

export function markSeen(channel) {
  const last = topLevel(channel).at(-1)?.ts;
  if (last !== undefined) lastSeen.set(`${world.actor} ${channel.id}`, last);
}

function isUnread(channel) {
  if (channel === undefined || channel.id === world.place) return false;
  const last = topLevel(channel).at(-1)?.ts ?? '0';
  return Number(last) > Number(lastSeen.get(`${world.actor} ${channel.id}`) ?? 0);
}
