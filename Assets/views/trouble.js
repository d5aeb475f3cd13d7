import { t } from '../models/words.js';
import { make } from './dom.js';

/** Stands for messages that are on their way. */
export const skeleton = make('div', { class: 'skeleton', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'));

/**
 * Says why there is no chat to be seen, and what can be done.
 * @param {import('../models/conversation.js').Conversation} conversation
 */
export function trouble(conversation) {
  const isGone = conversation.state === 'gone';
  const words = make('strong', {}, isGone ? t('sessionGone') : t('loadFailed'));
  const way = isGone
    ? make('a', { href: './#', class: 'button' }, t('newChat'))
    : make('button', { type: 'button', class: 'button', onclick: () => conversation.load() }, t('retry'));
  return make('div', { class: isGone ? 'error lost' : 'error', 'data-test': 'load-error' },
    make('div', {}, words, !isGone && make('p', {}, conversation.reason)), way);
}
