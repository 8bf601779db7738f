import { renderBlocks } from './blocks.js';
import { dayName } from './dates.js';
import { fill, h, reconcile } from './dom.js';
import { inThread, messageNode, topLevel } from './message.js';
import { showModal } from './modal.js';
import { markSeen, showSidebar } from './sidebar.js';
import { toast } from './toasts.js';
import { showWorkshop } from './workshop.js';
import { channel, command, nameOf, readState, user, view, watchChanges, world } from './world.js';

const byId = (id) => document.getElementById(id);
const actor = byId('actor');
const messages = byId('messages');
const threadPane = byId('thread');
const home = byId('home');
const composer = byId('composer');
const field = byId('composer-text');

let toldErrors = 0;

function show() {
  const { place, actor: person } = world;
  showSidebar(go);
  showWorkshop();
  showHeader();
  const here = channel(place);
  home.hidden = here !== undefined;
  messages.hidden = here === undefined;
  composer.hidden = here === undefined;
  if (here === undefined) showHome();
  else showMessages(here);
  showThread(here);
  showModal();
  tellErrors();
  sessionStorage.setItem('looking', JSON.stringify({ place, actor: person }));
}

function showHeader() {
  const { app, away } = world.state;
  const here = channel(world.place);
  const appName = nameOf(app.botUserId);
  byId('place-name').textContent =
    here === undefined ? `${appName} · Home` : here.imUser === undefined ? `# ${here.name}` : appName;
  byId('place-topic').textContent = here?.topic ?? '';
  document.title = `${byId('place-name').textContent} · Chat stand-in`;
  const reach =
    app.transport === 'http'
      ? 'App over HTTP'
      : `App over ${app.connections} socket${app.connections === 1 ? '' : 's'}`;
  const state = byId('link-state');
  state.textContent = away ? 'Slack is away' : app.revoked ? 'Token revoked' : reach;
  state.classList.toggle('bad', away || app.revoked || (app.transport === 'socket' && app.connections === 0));
}

function showMessages(here) {
  const wasAtEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  const isOther = messages.dataset.place !== `${here.id} ${world.actor}`;
  messages.dataset.place = `${here.id} ${world.actor}`;
  const items = [];
  let day = '';
  for (const message of topLevel(here)) {
    const name = dayName(message.ts);
    if (name !== day)
      items.push({ key: `day ${name}`, make: () => h('div', { class: 'day' }, h('span', {}, name)) });
    day = name;
    items.push(item(message, here, openThread));
  }
  if (items.length === 0) {
    items.push({
      key: `empty ${here.id}`,
      make: () => h('p', { class: 'nothing' }, 'Nothing has been said here yet.'),
    });
  }
  reconcile(messages, items);
  if (wasAtEnd || isOther) messages.scrollTop = messages.scrollHeight;
  markSeen(here);
  field.placeholder = here.isArchived ? 'This channel is archived' : `Message #${here.name}, or /backup help`;
  field.disabled = here.isArchived;
}

function item(message, here, open) {
  const key = `${world.actor} ${JSON.stringify(message)}`;
  return { key, make: () => messageNode(message, { channel: here, ...(open ? { openThread: open } : {}) }) };
}

function openThread(ts) {
  world.thread = ts;
  show();
  threadPane.querySelector('input')?.focus();
}

function showThread(here) {
  const found = here === undefined || world.thread === '' ? [] : inThread(here, world.thread);
  threadPane.hidden = found.length === 0;
  document.body.classList.toggle('with-thread', found.length > 0);
  if (found.length === 0) return;
  fill(threadPane, `${here.id} ${world.thread} ${world.actor}`, () => threadFrame(here));
  reconcile(
    threadPane.querySelector('.messages'),
    found.map((message) => item(message, here, undefined)),
  );
}

function threadFrame(here) {
  const close = () => {
    world.thread = '';
    show();
  };
  const reply = h('input', {
    type: 'text',
    'aria-label': 'Reply',
    placeholder: 'Reply…',
    autocomplete: 'off',
  });
  const form = h(
    'form',
    { class: 'composer' },
    reply,
    h('button', { type: 'submit', class: 'send' }, 'Reply'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = reply.value.trim();
    if (text.startsWith('/')) toast('Commands do not work in threads.');
    else if (text !== '') void say({ text, channel: here.id, threadTs: world.thread });
    reply.value = '';
  });
  return [
    h(
      'header',
      { class: 'place' },
      h('h2', { class: 'place-title' }, 'Thread'),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close the thread', on: { click: close } },
        '×',
      ),
    ),
    h('div', { class: 'messages', role: 'log', 'aria-label': 'Thread' }),
    form,
  ];
}

function showHome() {
  const id = user(world.actor)?.home;
  const shown = id === undefined ? undefined : view(id);
  fill(home, `${world.actor} ${id} ${shown?.hash}`, () =>
    shown === undefined
      ? h('p', { class: 'nothing' }, 'The app has not put anything here yet.')
      : renderBlocks(shown.blocks, { ref: shown.id, values: shown.state.values, errors: {}, isView: true }),
  );
}

/** What the acting person would be shown because the app did not answer. */
function tellErrors() {
  const errors = world.state.operationErrors;
  for (const { user: whose, what, reason } of errors.slice(toldErrors)) {
    if (whose === world.actor) toast(`${reason[0].toUpperCase()}${reason.slice(1)} (${what}).`);
  }
  toldErrors = errors.length;
}

async function go(place) {
  world.place = place;
  world.thread = '';
  show();
  if (place === 'home') await attempt(() => command('open-home'));
}

async function say(message) {
  await attempt(() => command('say', message));
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    toast(error.message);
  }
}

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text === '') return;
  field.value = '';
  const slash = /^(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
  if (slash === null) void say({ text, channel: world.place });
  else void attempt(() => command('slash', { command: slash[1], text: slash[2], channel: world.place }));
});

actor.addEventListener('change', () => {
  world.actor = actor.value;
  world.thread = '';
  const here = channel(world.place);
  if (here !== undefined && !here.members.includes(world.actor)) world.place = firstChannel();
  show();
  if (world.place === 'home') void attempt(() => command('open-home'));
});

/** The first channel of the acting person that the app is in. */
function firstChannel() {
  const { channels, app } = world.state;
  const mine = channels.filter(
    ({ imUser, members }) => imUser === undefined && members.includes(world.actor),
  );
  return (mine.find(({ members }) => members.includes(app.botUserId)) ?? mine[0])?.id ?? 'home';
}

async function start() {
  await readState();
  const looking = JSON.parse(sessionStorage.getItem('looking') ?? '{}');
  const people = world.state.users.filter(({ isBot, deleted }) => !isBot && !deleted);
  world.actor = user(looking.actor)?.id ?? people[0]?.id ?? '';
  world.place = looking.place === 'home' || channel(looking.place) ? looking.place : firstChannel();
  toldErrors = world.state.operationErrors.length;
  show();
  watchChanges(
    async () => {
      await readState();
      show();
    },
    () => {
      byId('link-state').textContent = 'The stand-in does not answer';
      byId('link-state').classList.add('bad');
    },
  );
}

await start();
