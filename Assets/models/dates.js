import { locale, t } from './words.js';

/** @typedef {import('./types.js').SessionInfo} SessionInfo */

const dayMilliseconds = 86_400_000;

/**
 * Sessions under the headings that people remember them by.
 * @param {SessionInfo[]} sessions  pinned first, then newest first
 * @param {number} now
 * @returns {{title: string, sessions: SessionInfo[]}[]}
 */
export function grouped(sessions, now = Date.now()) {
  /** @type {Map<string, SessionInfo[]>} */
  const groups = new Map();
  for (const session of sessions) {
    const title = session.pinned ? t('pinned') : heading(session.updated, now);
    const members = groups.get(title);
    if (members) members.push(session);
    else groups.set(title, [session]);
  }
  return Array.from(groups, ([title, members]) => ({ title, sessions: members }));
}

/**
 * @param {number} at
 * @param {number} now
 */
function heading(at, now) {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (at >= midnight) return t('today');
  if (at >= midnight - dayMilliseconds) return t('yesterday');
  if (at >= midnight - 7 * dayMilliseconds) return t('week');
  if (at >= midnight - 30 * dayMilliseconds) return t('month');
  return t('older');
}

/**
 * A length of time as a person says it.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const tenths = Math.max(1, Math.round(milliseconds / 100));
  if (tenths < 100) return t('seconds', { n: (tenths / 10).toLocaleString(locale()) });
  return wholeSeconds(milliseconds);
}

/**
 * The same without what flickers: for a clock that ticks.
 * @param {number} milliseconds
 */
export function wholeSeconds(milliseconds) {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return t('seconds', { n: seconds });
  return t('minutes', { n: Math.floor(seconds / 60), s: seconds % 60 });
}

/** @type {Intl.DateTimeFormatOptions} */
const time = { hour: 'numeric', minute: '2-digit' };
/**
 * To make one takes as long as to draw a message.
 * @type {Record<string, Intl.DateTimeFormat>}
 */
const formats = {};

/**
 * The time of day, with the date when it is not today's.
 * @param {number} at
 */
export function clock(at) {
  const date = new Date(at);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const isToday = at >= midnight && at < midnight + dayMilliseconds;
  const format = isToday
    ? (formats.today ??= new Intl.DateTimeFormat(locale(), time))
    : (formats.other ??= new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', ...time }));
  return format.format(date);
}
