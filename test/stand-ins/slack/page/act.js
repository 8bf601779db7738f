import { ask } from './confirm.js';
import { h } from './dom.js';
import { toast } from './toasts.js';
import { command } from './world.js';

// A place is where blocks stand: `ref` is a view id or {channel, ts}; `values` what stands in its inputs; `errors`
// block_id → message; `isView`.

/**
 * Uses an element: asks first when it has a confirm dialog, shows that it works on it, tells what went wrong.
 * @param {any} spot {block, place, item}
 * @param {any} value null for a button
 * @param {HTMLElement} control shown as busy
 */
export function use(spot, value, control) {
  waitFor(used(spot, value, control));
}

const underway = new Set();

/** What a submit has to wait for. */
export function waitFor(work) {
  const ended = work.catch(() => undefined).finally(() => underway.delete(ended));
  underway.add(ended);
}

/** When everything entered so far has arrived. */
export async function entered() {
  await Promise.all(underway);
}

async function used({ block, place, item }, value, control) {
  const confirm = dispatches(block) ? item.confirm : undefined;
  if (confirm !== undefined && !(await ask(confirm))) return;
  if (control.nextSibling?.className === 'trouble-note') control.nextSibling.remove();
  control.setAttribute('aria-busy', 'true');
  try {
    const where = { actionId: item.action_id, blockId: block.block_id };
    const { channel, ts } = place.ref;
    const { error } =
      value !== null
        ? await command('select', { ...where, place: place.ref, value })
        : place.isView
          ? await command('press', { ...where, viewId: place.ref })
          : await command('click', { ...where, channel, ts });
    if (error !== undefined) mark(control);
  } catch (error) {
    toast(error.message);
  } finally {
    control.removeAttribute('aria-busy');
  }
}

/** A sign beside what was used, until it is used again. */
function mark(control) {
  control.after(h('span', { class: 'trouble-note' }, '⚠ No answer'));
}

/** The options an external select has for a text. */
export async function search({ block, place, item }, text) {
  try {
    const answer = await command('type', {
      actionId: item.action_id,
      blockId: block.block_id,
      place: place.ref,
      text,
    });
    return { options: answer.options ?? [], groups: answer.groups, error: answer.error };
  } catch (error) {
    return { options: [], error: error.message };
  }
}

/** Whether using an element of this block tells the app at once. */
export function dispatches(block) {
  return block.type !== 'input' || block.dispatch_action === true;
}
