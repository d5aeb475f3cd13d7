import { address } from '../models/api.js';
import { plainSnippet } from '../models/snippet.js';
import { t } from '../models/words.js';
import { make } from './dom.js';
import { choice } from './message-choices.js';

/**
 * @typedef {import('../models/types.js').SessionInfo} SessionInfo
 * @typedef {object} SessionActions  what can be done with a session
 * @property {(session: SessionInfo) => void} pin
 * @property {(session: SessionInfo, name: string) => void} rename
 * @property {(session: SessionInfo) => void} remove
 */

/**
 * The menu of a session, in the sidebar and in the header.
 * @param {SessionInfo} session
 * @param {SessionActions} actions
 * @param {() => void} startRenaming
 * @returns {import('./menu.js').Choice[]}
 */
export function sessionChoices(session, actions, startRenaming) {
  return [
    choice('rename', t('rename'), 'pencil', startRenaming),
    choice('pin', session.pinned ? t('unpin') : t('pin'), 'pin', () => actions.pin(session)),
    choice('export-md', t('exportMarkdown'), 'save', () => download(session, 'md')),
    choice('export-json', t('exportJSON'), 'save', () => download(session, 'json')),
    { ...choice('delete', t('delete'), 'trash', () => actions.remove(session)), danger: true },
  ];
}

/**
 * Saves a session as a file.
 * @param {SessionInfo} session
 * @param {'md' | 'json'} format
 */
export function download({ id }, format) {
  const href = address(`api/sessions/${id}/export?format=${format}`);
  const link = make('a', { href, download: '', hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

/** @param {SessionInfo} session */
export const titleOf = ({ name, preview }) => name || plainSnippet(preview ?? '') || t('newChat');
