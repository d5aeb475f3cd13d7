import { t } from '../models/words.js';
import { copy } from './copy-button.js';

/**
 * @typedef {import('../models/types.js').Message} Message
 * @typedef {import('../models/types.js').Attachment} Attachment
 * @typedef {import('./menu.js').Choice} Choice
 *
 * @typedef {object} MessageActions  what can be done with a message
 * @property {(message: Message) => boolean} isAnswer    whether there can be another in its place
 * @property {(message: Message) => void} regenerate
 * @property {(message: Message, text: string) => void} edit
 * @property {(message: Message) => string | null} keptEdit              what is half-written in its place
 * @property {(message: Message, text: string | null) => void} keepEdit
 * @property {(message: Message) => void} pin
 * @property {(message: Message) => void} fork
 * @property {(message: Message) => void} remove
 * @property {() => void} resend       posts again what could not be sent
 * @property {() => void} withdraw     puts it back into the composer
 * @property {() => void} sendNow      stops the answer for what waits behind it
 * @property {() => void} unqueue      puts what waits back into the composer
 * @property {import('./approval.js').Answer} answer     allows a call that waits, or not
 * @property {() => void} leave        the focus was upon something that is gone
 * @property {(message: string, option: string) => Promise<boolean>} press  a button of a message
 */

/**
 * The menu under a message.
 * @param {Message} message
 * @param {MessageActions} actions
 * @param {() => void} [startEditing]  given for a user's message
 * @returns {Choice[]}
 */
export function messageChoices(message, actions, startEditing) {
  /** @type {(Choice | null)[]} */
  const choices = [
    choice('copy', t('copy'), 'copy', () => copy(message.content)),
    startEditing ? choice('edit', t('edit'), 'pencil', startEditing) : null,
    !startEditing && actions.isAnswer(message) ? choice('regenerate', t('regenerate'), 'again', () => actions.regenerate(message)) : null,
    choice('pin', message.pinned ? t('unpin') : t('pin'), 'pin', () => actions.pin(message)),
    choice('fork', t('fork'), 'fork', () => actions.fork(message)),
    { ...choice('delete', t('delete'), 'trash', () => actions.remove(message)), danger: true },
  ];
  return choices.flatMap((one) => (one ? [one] : []));
}

/**
 * @param {string} action
 * @param {string} label
 * @param {NonNullable<Choice['icon']>} icon
 * @param {() => void} choose
 * @returns {Choice}
 */
export function choice(action, label, icon, choose) {
  return { label, icon, data: { 'data-action': action }, choose };
}
