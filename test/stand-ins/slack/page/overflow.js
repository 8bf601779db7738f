import { use } from './act.js';
import { h } from './dom.js';
import { textObject } from './mrkdwn.js';
import { openAt } from './popover.js';

/** The menu with the three dots. */
export function overflow(spot) {
  const { item } = spot;
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'button dots',
      'aria-haspopup': 'menu',
      'aria-label': 'More actions',
      data: { action: item.action_id },
    },
    '⋯',
  );
  opener.addEventListener('click', () => openMenu(opener, spot));
  return opener;
}

function openMenu(opener, spot) {
  const items = spot.item.options.map((option) =>
    h(
      'button',
      { type: 'button', role: 'menuitem', class: 'option', tabindex: '-1', data: { value: option.value } },
      h('span', {}, textObject(option.text)),
      option.description ? h('span', { class: 'description' }, textObject(option.description)) : null,
    ),
  );
  const menu = h('div', { class: 'popover menu', role: 'menu', 'aria-label': 'More actions' }, items);
  const close = openAt(opener, menu);
  for (const node of items) {
    node.addEventListener('click', () => {
      close();
      use(spot, node.dataset.value, opener);
    });
  }
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length].focus();
  });
  items[0]?.focus();
}
