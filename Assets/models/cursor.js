/**
 * A place in a session's number line: `<epoch>-<seq>`. The epoch is opaque and may itself hold dashes.
 * @param {string} text
 * @returns {{epoch: string, seq: number} | null}
 */
export function parseCursor(text) {
  const dash = text.lastIndexOf('-');
  const seq = Number(text.slice(dash + 1));
  return dash > 0 && Number.isSafeInteger(seq) ? { epoch: text.slice(0, dash), seq } : null;
}

/**
 * What to do with the event `id` when `cursor` was the last one applied.
 * @param {string} cursor
 * @param {string} id
 * @returns {'apply' | 'skip' | 'gap'}
 */
export function compare(cursor, id) {
  const last = parseCursor(cursor);
  const next = parseCursor(id);
  if (!last || !next) return 'apply';
  if (last.epoch !== next.epoch) return 'gap';
  if (next.seq <= last.seq) return 'skip';
  return next.seq === last.seq + 1 ? 'apply' : 'gap';
}
