import { freshId, h } from './dom.js';
import { textObject } from './mrkdwn.js';

/** Shows a confirm dialog; resolves to whether it was confirmed. Escape declines. */
export function ask(confirm) {
  const titleId = freshId('confirm-title');
  const textId = freshId('confirm-text');
  const title = confirm.title ?? { type: 'plain_text', text: 'Are you sure?' };
  const yes = confirm.confirm ?? { type: 'plain_text', text: 'Yes' };
  const no = confirm.deny ?? { type: 'plain_text', text: 'Cancel' };
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'confirm', role: 'alertdialog', 'aria-labelledby': titleId, 'aria-describedby': textId },
      h('h2', { id: titleId, class: 'confirm-title' }, textObject(title)),
      h('div', { id: textId, class: 'confirm-text' }, textObject(confirm.text)),
      h(
        'div',
        { class: 'buttons' },
        h(
          'button',
          { type: 'button', class: 'button', autofocus: true, on: { click: () => dialog.close('no') } },
          textObject(no),
        ),
        h(
          'button',
          {
            type: 'button',
            class: `button ${confirm.style ?? 'primary'}`,
            on: { click: () => dialog.close('yes') },
          },
          textObject(yes),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.getElementById('dialogs').append(dialog);
    dialog.showModal();
  });
}
