import { keysOf, shortcuts, writingKeys } from '../models/shortcuts.js';
import { t } from '../models/words.js';
import { signButton } from './buttons.js';
import { openDialog } from './dialog.js';
import { make } from './dom.js';

/** Lists what the keyboard can do. */
export function openHelp() {
  const rows = [
    ...shortcuts.map((shortcut) => row(t(shortcut.word), keysOf(shortcut))),
    ...writingKeys.map(({ keys, word }) => row(t(word), keys)),
  ];
  const dialog = openDialog('help', t('keys'),
    make('header', {}, make('h2', {}, t('keys')), signButton('close-help', t('close'), 'close', () => dialog.close())),
    make('dl', {}, ...rows));
}

/**
 * @param {string} words
 * @param {string[]} keys
 */
function row(words, keys) {
  return make('div', {}, make('dt', {}, words), make('dd', {}, ...keys.map((key) => make('kbd', {}, key))));
}
