import { t } from '../models/words.js';

/**
 * What the browser's tab says: what is wanted of the person first, then what happens, then the chat's name.
 * @param {{name: string, isWaiting: boolean, doing: string, isUnread: boolean}} facts
 */
export function showTitle({ name, isWaiting, doing, isUnread }) {
  const sign = isWaiting ? `❗ ${t('waitsForYou')} · ` : doing ? `${doing} · ` : isUnread ? '● ' : '';
  const title = sign + (name ? `${name} · Martlet` : 'Martlet');
  if (document.title !== title) document.title = title;
}
