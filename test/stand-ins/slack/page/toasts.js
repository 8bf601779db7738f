import { h } from './dom.js';

const SHOWN_MS = 8_000;

/** A short note that goes away by itself, or when it is clicked away. */
export function toast(text, kind = 'problem') {
  const close = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss' }, '×');
  const note = h('div', { class: `toast ${kind}`, role: 'alert' }, h('span', {}, text), close);
  close.addEventListener('click', () => note.remove());
  const holder = document.getElementById('toasts');
  // Shown anew, it is above a dialog that was opened meanwhile.
  if (holder.matches(':popover-open')) holder.hidePopover();
  holder.showPopover();
  holder.append(note);
  while (holder.children.length > 4) holder.firstChild.remove();
  setTimeout(() => note.remove(), SHOWN_MS);
}
