import { make } from './dom.js';

/** @type {HTMLDialogElement | null} */
let open = null;

export const isDialogOpen = () => open !== null;
export const closeDialog = () => open?.close();

/**
 * A window over the page: it keeps the focus in, and gives it back when it closes, by Esc or by a click
 * beside it.
 * @param {string} name   for styles and tests
 * @param {string} label
 * @param {...(Node | string)} content
 */
export function openDialog(name, label, ...content) {
  open?.close();
  const dialog = make('dialog', { class: name, 'data-test': name, 'aria-label': label }, ...content);
  const focused = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (open === dialog) open = null;
    if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  // What is typed here is not for the page.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  open = dialog;
  dialog.showModal();
  return dialog;
}
