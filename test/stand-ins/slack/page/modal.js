import { entered } from './act.js';
import { renderBlocks } from './blocks.js';
import { freshId, h } from './dom.js';
import { textObject } from './mrkdwn.js';
import { toast } from './toasts.js';
import { command, frontView } from './world.js';

// The modal in front of the acting person, in one dialog that lives as long as the stack.

/** @type {HTMLDialogElement | undefined} */
let dialog;
let shownKey = '';

/** Brings the dialog in line with the state; half-typed text survives an update of the view. */
export function showModal() {
  const view = frontView();
  if (view === undefined) {
    dialog?.remove();
    dialog = undefined;
    shownKey = '';
    return;
  }
  const key = `${view.id} ${view.hash} ${JSON.stringify(view.errors)}`;
  if (key === shownKey) return;
  const isSame = dialog !== undefined && shownKey.startsWith(`${view.id} `);
  const typed = isSame ? typedTexts() : new Map();
  const focused = isSame ? focusedAction() : undefined;
  shownKey = key;
  if (dialog === undefined) {
    dialog = h('dialog', { class: 'modal' });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      void closeFront();
    });
    document.getElementById('dialogs').append(dialog);
    dialog.replaceChildren(...content(view));
    dialog.showModal();
  } else {
    dialog.replaceChildren(...content(view));
  }
  for (const [name, value] of typed) {
    const field = dialog.querySelector(`[data-text="${CSS.escape(name)}"]`);
    if (field !== null) field.value = value;
  }
  moveFocus(view, focused);
}

function content(view) {
  const titleId = freshId('modal-title');
  dialog.setAttribute('aria-labelledby', titleId);
  const place = { ref: view.id, values: view.state.values, errors: view.errors, isView: true };
  const submit = view.submit
    ? h('button', { type: 'submit', class: 'button primary' }, textObject(view.submit))
    : null;
  const form = h(
    'form',
    { method: 'dialog', novalidate: true, data: { callback: view.callback_id } },
    h(
      'header',
      {},
      view.previous_view_id === null ? null : h('span', { class: 'step', 'aria-hidden': 'true' }, '‹'),
      h('h2', { id: titleId, tabindex: '-1' }, textObject(view.title)),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: closeFront } },
        '×',
      ),
    ),
    h('div', { class: 'modal-body' }, renderBlocks(view.blocks, place)),
    h(
      'footer',
      {},
      h(
        'button',
        { type: 'button', class: 'button', on: { click: closeFront } },
        view.close ? textObject(view.close) : submit ? 'Cancel' : 'Close',
      ),
      submit,
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (submit !== null) void send(view, submit);
  });
  return [form];
}

async function send(view, submit) {
  if (submit.getAttribute('aria-busy') === 'true') return;
  submit.setAttribute('aria-busy', 'true');
  try {
    const values = Object.fromEntries(typedTexts());
    await entered();
    const { error } = await command('submit', { viewId: view.id, values });
    if (error !== undefined) tell('We had some trouble connecting to the app. Try again?');
  } catch (error) {
    toast(error.message);
  } finally {
    submit.removeAttribute('aria-busy');
  }
}

/** In the modal itself: what lies behind it cannot be reached. */
function tell(text) {
  const body = dialog?.querySelector('.modal-body');
  body?.querySelector('.trouble')?.remove();
  body?.prepend(h('p', { class: 'error trouble', role: 'alert' }, text));
}

async function closeFront() {
  const view = frontView();
  if (view === undefined) return;
  try {
    await command('close-view', { viewId: view.id });
  } catch (error) {
    toast(error.message);
  }
}

/** block_id.action_id → what stands in a text field now. */
function typedTexts() {
  const fields = dialog?.querySelectorAll('[data-text]') ?? [];
  return new Map([...fields].map((field) => [field.dataset.text, field.value]));
}

function focusedAction() {
  return dialog?.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
}

const FIELDS = '.modal-body input, .modal-body textarea, .modal-body button';

/** To the first mistake; else to where it was; else to the first field; else to the title. */
function moveFocus(view, focused) {
  const wrong = dialog.querySelector('.has-error')?.querySelector('input, textarea, button');
  const action = focused ?? view.blocks.find(({ element }) => element?.focus_on_load)?.element.action_id;
  const same = action === undefined ? null : dialog.querySelector(`[data-action="${CSS.escape(action)}"]`);
  (wrong ?? same ?? dialog.querySelector(FIELDS) ?? dialog.querySelector('h2')).focus();
}
