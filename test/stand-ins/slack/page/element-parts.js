import { dispatches, use, waitFor } from './act.js';
import { freshId, h } from './dom.js';
import { textObject } from './mrkdwn.js';
import { command } from './world.js';

// Buttons and the inputs that browsers have already.

function button(spot) {
  const { item } = spot;
  const node = h(
    'button',
    {
      type: 'button',
      class: `button ${item.style ?? ''}`,
      'aria-label': item.accessibility_label,
      data: { action: item.action_id },
    },
    textObject(item.text),
    item.url ? h('span', { class: 'outward', 'aria-hidden': 'true' }, ' ↗') : null,
  );
  node.addEventListener('click', () => {
    if (node.getAttribute('aria-busy') === 'true') return;
    if (item.url && /^https?:/.test(item.url)) window.open(item.url, '_blank', 'noopener');
    use(spot, null, node);
  });
  return node;
}

function labels({ labelled, item }) {
  if (labelled === undefined) {
    return { 'aria-label': item.placeholder?.text ?? item.action_id };
  }
  return {
    id: labelled.controlId,
    'aria-describedby': labelled.describedBy,
    'aria-invalid': labelled.invalid ? 'true' : undefined,
    'aria-required': labelled.required ? 'true' : undefined,
  };
}

/** Checkboxes and radio buttons: every change is what now is ticked. */
function ticks(kind) {
  return (spot) => {
    const { item, state, labelled } = spot;
    const name = freshId('ticks');
    const ticked = new Set(
      [...(state?.selected_options ?? []), state?.selected_option].filter(Boolean).map(({ value }) => value),
    );
    const group = h('div', {
      class: 'ticks',
      role: kind === 'radio' ? 'radiogroup' : 'group',
      'aria-labelledby': labelled?.labelId,
      'aria-describedby': labelled?.describedBy,
      data: { action: item.action_id },
    });
    const changed = () => {
      const values = [...group.querySelectorAll('input:checked')].map(({ value }) => value);
      use(spot, kind === 'radio' ? (values[0] ?? null) : values, group);
    };
    for (const option of item.options) {
      const box = h('input', {
        type: kind,
        name,
        value: option.value,
        checked: ticked.has(option.value),
        on: { change: changed },
      });
      const description = option.description
        ? h('span', { class: 'description' }, textObject(option.description))
        : null;
      group.append(h('label', { class: 'tick' }, box, h('span', {}, textObject(option.text), description)));
    }
    return group;
  };
}

const TYPES = { email_text_input: 'email', url_text_input: 'url', number_input: 'number' };

/** What is typed goes with the submit; it is also told on the way, so that it survives an update of the view. */
function text(spot) {
  const { item, state, block, place } = spot;
  const common = {
    ...labels(spot),
    class: 'text-input',
    placeholder: item.placeholder?.text,
    minlength: item.min_length,
    maxlength: item.max_length ?? 3000,
    data: { text: `${block.block_id}.${item.action_id}`, action: item.action_id },
  };
  const node = item.multiline
    ? h('textarea', { ...common, rows: 4 })
    : h('input', { ...common, type: TYPES[item.type] ?? 'text' });
  node.value = state?.value ?? '';
  const tell = () => use(spot, node.value, node);
  if (!dispatches(block)) {
    node.addEventListener('change', () => {
      const typed = { actionId: item.action_id, blockId: block.block_id, place: place.ref, text: node.value };
      waitFor(command('type', typed));
    });
  } else if (item.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered')) {
    node.addEventListener('input', tell);
  } else {
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || item.multiline) return;
      event.preventDefault();
      tell();
    });
  }
  return node;
}

function picker(type, read, write) {
  return (spot) => {
    const node = h('input', {
      ...labels(spot),
      type,
      class: 'text-input short',
      data: { action: spot.item.action_id },
    });
    node.value = read(spot.state) ?? '';
    node.addEventListener('change', () => use(spot, node.value === '' ? null : write(node.value), node));
    return node;
  };
}

const same = (value) => value;

export const act = { button };
export const inputs = {
  checkboxes: ticks('checkbox'),
  radios: ticks('radio'),
  text,
  date: picker('date', (state) => state?.selected_date, same),
  time: picker('time', (state) => state?.selected_time, same),
  moment: picker(
    'datetime-local',
    (state) =>
      state?.selected_date_time && new Date(state.selected_date_time * 1000).toISOString().slice(0, 16),
    (value) => Math.floor(Date.parse(`${value}Z`) / 1000),
  ),
};
