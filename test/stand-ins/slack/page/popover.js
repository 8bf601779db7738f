/**
 * Shows a box at an opener, above everything, also above dialogs; it closes on Escape, on a click elsewhere, and when
 * the returned function is called. Focus goes back to the opener.
 */
export function openAt(opener, box, onClose = () => undefined) {
  box.popover = 'auto';
  opener.after(box);
  opener.setAttribute('aria-expanded', 'true');
  box.showPopover();
  place(opener, box);
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
    opener.setAttribute('aria-expanded', 'false');
    box.remove();
    if (hadFocus) opener.focus();
    onClose();
  };
  box.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') close();
  });
  return close;
}

function place(opener, box) {
  const at = opener.getBoundingClientRect();
  box.style.minWidth = `${Math.max(at.width, 180)}px`;
  const { height, width } = box.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 8;
  const top = below >= height || below > at.top ? at.bottom + 4 : Math.max(8, at.top - height - 4);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  box.style.maxHeight = `${Math.min(360, Math.max(160, window.innerHeight - top - 8))}px`;
}
