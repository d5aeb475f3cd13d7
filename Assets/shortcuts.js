import { Later } from './models/later.js';
import { shortcutOf } from './models/shortcuts.js';
import { isDialogOpen } from './views/dialog.js';
import { find } from './views/dom.js';
import { isMenuOpen } from './views/menu.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {Record<import('./models/shortcuts.js').Action, () => void>} Doings
 */

/**
 * Lets the keyboard do what the pointer can.
 * @param {App} app
 */
export function listenToKeys(app) {
  const doings = doingsOf(app);
  document.addEventListener('keydown', (event) => {
    if (isMenuOpen() || isDialogOpen() || event.defaultPrevented) return;
    const shortcut = shortcutOf(event, isWriting(event));
    if (!shortcut) return;
    if (shortcut.action !== 'stop') event.preventDefault();
    doings[shortcut.action]();
  });
  find(app.page, 'help-button', HTMLElement).addEventListener('click', doings.help);
}

/**
 * @param {App} app
 * @returns {Doings}
 */
function doingsOf(app) {
  const commands = new Later(() => import('./commands.js'));
  const help = new Later(() => import('./views/help.js'));
  const failed = (/** @type {Error} */ error) => app.toast.error(error.message);
  /** @type {Doings} */
  const doings = {
    palette: () => commands.use(({ openCommands }) => openCommands(app, doings), failed),
    help: () => help.use(({ openHelp }) => openHelp(), failed),
    newChat: () => app.go(null),
    previous: () => step(app, -1),
    next: () => step(app, 1),
    approval: () => app.attention.reveal(),
    sidebar: () => app.drawer.toggle(!app.drawer.isOpen),
    write: () => app.composer.focus(),
    stop: () => stop(app),
  };
  return doings;
}

/** @param {App} app */
function stop({ drawer, stop: end, conversation }) {
  if (drawer.isOverlay && drawer.isOpen) drawer.toggle(false);
  else if (conversation.isRunning) end();
}

/**
 * Opens the chat above or below in the list.
 * @param {App} app
 * @param {number} by
 */
function step(app, by) {
  const ids = app.sessions.visible.map(({ id }) => id);
  const at = app.conversation.id ? ids.indexOf(app.conversation.id) : -1;
  const id = ids[at < 0 ? 0 : at + by];
  if (id) app.go(id);
}

/**
 * Whether a key is for the field that has the focus; an empty one has no use for Alt and an arrow.
 * @param {KeyboardEvent} event
 */
function isWriting({ target, altKey }) {
  if (target instanceof HTMLInputElement) return true;
  return target instanceof HTMLTextAreaElement && !(altKey && target.value === '');
}
