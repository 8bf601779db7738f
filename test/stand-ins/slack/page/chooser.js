import { dispatches, search, use } from './act.js';
import { freshId, h } from './dom.js';
import { openAt } from './popover.js';
import { world } from './world.js';

// Select menus with a search field: of fixed options, of people and channels, and of what the app answers.

const SEARCH_PAUSE_MS = 200;

export function chooser(spot) {
  const { item, labelled } = spot;
  const isMulti = item.type.startsWith('multi_');
  const choice = { chosen: chosenNow(spot), isMulti };
  const valueId = freshId('value');
  const shown = h('span', { class: 'chosen', id: valueId });
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'chooser',
      id: labelled?.controlId,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-labelledby': labelled === undefined ? undefined : `${labelled.labelId} ${valueId}`,
      'aria-describedby': labelled?.describedBy,
      'aria-invalid': labelled?.invalid ? 'true' : undefined,
      data: { action: item.action_id },
    },
    shown,
    h('span', { class: 'arrow', 'aria-hidden': 'true' }, '▾'),
  );
  const show = () => shown.replaceChildren(...shownChoice(choice, item));
  show();
  opener.addEventListener('click', () => openList({ spot, opener, choice, show }));
  return h('div', { class: `chooser-box${isMulti ? ' multi' : ''}` }, opener);
}

function shownChoice({ chosen, isMulti }, item) {
  if (chosen.length === 0) {
    const text = item.placeholder?.text ?? (isMulti ? 'Choose…' : 'Choose one…');
    return [h('span', { class: 'placeholder' }, text)];
  }
  if (!isMulti) return [h('span', {}, chosen[0].label)];
  const most = 12;
  const more = chosen.length > most ? [h('span', { class: 'more' }, `and ${chosen.length - most} more`)] : [];
  return [...chosen.slice(0, most).map(({ label }) => h('span', { class: 'chip' }, label)), ...more];
}

function openList({ spot, opener, choice, show }) {
  const { item } = spot;
  const atOnce = dispatches(spot.block);
  const listId = freshId('list');
  const before = JSON.stringify(choice.chosen.map(({ value }) => value));
  const list = h('div', {
    class: 'options',
    role: 'listbox',
    id: listId,
    'aria-label': 'Options',
    'aria-multiselectable': choice.isMulti ? 'true' : undefined,
  });
  const field = h('input', {
    type: 'text',
    class: 'text-input search',
    role: 'combobox',
    placeholder: 'Search',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': 'Search options',
    'aria-expanded': 'true',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
  });
  const box = h('div', { class: 'popover' }, field, list);
  const close = openAt(opener, box, () => {
    const after = choice.chosen.map(({ value }) => value);
    if (choice.isMulti && atOnce && JSON.stringify(after) !== before) use(spot, after, opener);
  });
  const pick = (option) => {
    toggle(choice, option);
    show();
    if (!choice.isMulti) {
      close();
      use(spot, option.value, opener);
      return;
    }
    mark(list, choice);
    if (!atOnce)
      use(
        spot,
        choice.chosen.map(({ value }) => value),
        opener,
      );
  };
  keys(field, list);
  const external = item.type.includes('external');
  const load = external ? asked(spot, list, choice, pick) : filtered(spot, list, choice, pick);
  field.addEventListener('input', () => load(field.value));
  load('');
  field.focus();
}

/** Fixed options, narrowed by what is typed. */
function filtered({ item }, list, choice, pick) {
  const groups = groupsOf(item);
  return (text) => {
    const found = groups.map(({ label, options }) => ({
      label,
      options: options.filter((option) => option.label.toLowerCase().includes(text.toLowerCase())),
    }));
    draw(list, found, choice, pick, 'Nothing fits');
  };
}

/** Options that the app answers: after a pause in typing, the last answer counts. */
function asked(spot, list, choice, pick) {
  const least = spot.item.min_query_length ?? 3;
  let turn = 0;
  let timer;
  return (text) => {
    turn += 1;
    const mine = turn;
    clearTimeout(timer);
    if (text.length < least) {
      draw(list, [{ options: [] }], choice, pick, `Type ${least} letters or more`);
      return;
    }
    if (list.childElementCount === 0) note(list, 'Searching…');
    const ask = async () => {
      list.setAttribute('aria-busy', 'true');
      const { options, groups, error } = await search(spot, text);
      if (mine !== turn) return;
      list.removeAttribute('aria-busy');
      const found = (groups ?? [{ options }]).map((group) => ({
        label: group.label?.text,
        options: group.options.map(asOption),
      }));
      draw(list, found, choice, pick, error ?? 'Nothing found');
    };
    timer = setTimeout(ask, text === '' ? 0 : SEARCH_PAUSE_MS);
  };
}

function draw(list, groups, choice, pick, nothing) {
  const nodes = groups.flatMap(({ label, options }) => {
    if (options.length === 0) return [];
    const made = options.map((option) => optionNode(option, pick));
    return label === undefined ? made : [h('div', { class: 'group', role: 'presentation' }, label), ...made];
  });
  if (nodes.length === 0) {
    note(list, nothing);
    return;
  }
  list.replaceChildren(...nodes);
  mark(list, choice);
  activate(list, list.querySelector('.option'));
}

function optionNode(option, pick) {
  const node = h(
    'div',
    { class: 'option', role: 'option', id: freshId('option'), data: { value: option.value } },
    h('span', { class: 'tickmark', 'aria-hidden': 'true' }, '✓'),
    h(
      'span',
      {},
      option.label,
      option.description ? h('span', { class: 'description' }, option.description) : null,
    ),
  );
  node.addEventListener('click', () => pick(option));
  return node;
}

function mark(list, { chosen }) {
  const values = new Set(chosen.map(({ value }) => value));
  for (const node of list.querySelectorAll('.option')) {
    node.setAttribute('aria-selected', values.has(node.dataset.value) ? 'true' : 'false');
  }
}

function note(list, text) {
  list.replaceChildren(h('p', { class: 'nothing', role: 'status' }, text));
}

/** Arrow keys move in the list while the focus stays in the field. */
function keys(field, list) {
  field.addEventListener('keydown', (event) => {
    const nodes = [...list.querySelectorAll('.option')];
    const at = nodes.findIndex((node) => node.classList.contains('active'));
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(list, nodes[(at + step + nodes.length) % nodes.length], field);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      nodes[at]?.click();
    }
  });
}

function activate(list, node, field) {
  for (const active of list.querySelectorAll('.active')) active.classList.remove('active');
  if (!node) return;
  node.classList.add('active');
  node.scrollIntoView({ block: 'nearest' });
  field?.setAttribute('aria-activedescendant', node.id);
}

function toggle(choice, option) {
  if (!choice.isMulti) choice.chosen = [option];
  else if (choice.chosen.some(({ value }) => value === option.value)) {
    choice.chosen = choice.chosen.filter(({ value }) => value !== option.value);
  } else choice.chosen = [...choice.chosen, option];
}

function asOption(option) {
  return { value: option.value, label: option.text.text, description: option.description?.text };
}

function groupsOf(item) {
  if (item.type.includes('users')) return [{ options: people() }];
  if (item.type.includes('channels') || item.type.includes('conversations')) return [{ options: channels() }];
  const groups = item.option_groups ?? [{ options: item.options ?? [] }];
  return groups.map(({ label, options }) => ({ label: label?.text, options: options.map(asOption) }));
}

function people() {
  return world.state.users
    .filter(({ isBot, deleted }) => !isBot && !deleted)
    .map(({ id, realName }) => ({ value: id, label: realName }));
}

function channels() {
  return world.state.channels
    .filter(({ imUser, isArchived }) => imUser === undefined && !isArchived)
    .map(({ id, name }) => ({ value: id, label: `#${name}` }));
}

function chosenNow({ item, state = {} }) {
  const options = [state.selected_option, ...(state.selected_options ?? [])].filter(Boolean).map(asOption);
  const single = [state.selected_user, state.selected_channel, state.selected_conversation];
  const many = [state.selected_users, state.selected_channels, state.selected_conversations].flat();
  const ids = [...single, ...many].filter(Boolean);
  const known = new Map(
    groupsOf(item).flatMap((group) => group.options.map((option) => [option.value, option])),
  );
  return [...options, ...ids.map((id) => known.get(id) ?? { value: id, label: id })];
}
