/**
 * @typedef {import('./words.js').Word} Word
 * @typedef {'palette' | 'newChat' | 'previous' | 'next' | 'stop' | 'write' | 'sidebar' | 'approval' | 'help'} Action
 *
 * @typedef {object} Shortcut
 * @property {Action} action
 * @property {string} key         as `KeyboardEvent.key` says it, in lower case
 * @property {boolean} [command]  with Ctrl, or ⌘ on a Mac
 * @property {boolean} [shift]
 * @property {boolean} [alt]
 * @property {boolean} [whileWriting]  also where one writes
 * @property {Word} word
 */

/** @type {Shortcut[]} */
export const shortcuts = [
  { action: 'palette', key: 'k', command: true, whileWriting: true, word: 'keyPalette' },
  { action: 'newChat', key: 'o', command: true, shift: true, whileWriting: true, word: 'newChat' },
  { action: 'previous', key: 'arrowup', alt: true, word: 'keyPrevious' },
  { action: 'next', key: 'arrowdown', alt: true, word: 'keyNext' },
  { action: 'approval', key: 'a', alt: true, whileWriting: true, word: 'keyApproval' },
  { action: 'sidebar', key: 'b', command: true, whileWriting: true, word: 'keySidebar' },
  { action: 'write', key: '/', word: 'keyWrite' },
  { action: 'stop', key: 'escape', whileWriting: true, word: 'keyStop' },
  { action: 'help', key: '?', word: 'keyHelp' },
];

/**
 * What is not an action of the page but of the field one writes in.
 * @type {{keys: string[], word: Word}[]}
 */
export const writingKeys = [
  { keys: ['Enter'], word: 'save' },
  { keys: ['Shift', 'Enter'], word: 'keyBreak' },
  { keys: ['↑'], word: 'keyEditLast' },
];

export const isMac = /Mac|iP(?:hone|ad|od)/.test(globalThis.navigator?.platform ?? '');

/**
 * The shortcut that a key press is.
 * @param {KeyboardEvent} event
 * @param {boolean} isWriting  the key would be for the field that has the focus
 */
export function shortcutOf(event, isWriting) {
  const key = event.key.toLowerCase();
  const command = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (other || event.isComposing) return undefined;
  return shortcuts.find((one) => one.key === key && Boolean(one.command) === command
    && Boolean(one.alt) === event.altKey && (one.key === '?' || Boolean(one.shift) === event.shiftKey)
    && (one.whileWriting || !isWriting));
}

/**
 * The keys as they are written on the keyboard.
 * @param {Shortcut} shortcut
 * @returns {string[]}
 */
export function keysOf({ key, command, shift, alt }) {
  /** @type {Record<string, string>} */
  const names = { arrowup: '↑', arrowdown: '↓', escape: 'Esc' };
  return [
    ...(command ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [isMac ? '⌥' : 'Alt'] : []),
    ...(shift ? [isMac ? '⇧' : 'Shift'] : []),
    names[key] ?? key.toUpperCase(),
  ];
}
