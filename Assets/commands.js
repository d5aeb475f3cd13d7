import { call } from './models/api.js';
import { keysOf, shortcuts } from './models/shortcuts.js';
import { plainSnippet } from './models/snippet.js';
import { t } from './models/words.js';
import { sessionActions } from './session-actions.js';
import { openPalette } from './views/palette.js';
import { download, titleOf } from './views/session-choices.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {import('./shortcuts.js').Doings} Doings
 * @typedef {import('./models/types.js').SessionInfo} SessionInfo
 * @typedef {import('./views/palette.js').Command} Command
 */

/**
 * Opens the palette with what can be done now.
 * @param {App} app
 * @param {Doings} doings  what the shortcuts do
 */
export function openCommands(app, doings) {
  const session = app.sessions.find(app.conversation.id);
  const commands = [...general(app, doings), ...(session ? ofSession(app, session) : []), ...agents(app), ...chats(app)];
  openPalette(commands, (words) => search(app, words));
}

/**
 * @param {App} app
 * @param {Doings} doings
 * @returns {Command[]}
 */
function general(app, doings) {
  const of = (/** @type {import('./models/shortcuts.js').Action} */ action) => {
    const shortcut = shortcuts.find((one) => one.action === action);
    return { hook: action, keys: shortcut ? keysOf(shortcut) : [], run: () => doings[action]() };
  };
  /** @type {(Command | false)[]} */
  const commands = [
    { label: t('newChat'), icon: 'compose', ...of('newChat') },
    app.conversation.isRunning && { label: t('keyStop'), icon: 'close', ...of('stop') },
    app.attention.isWanted && { label: t('keyApproval'), icon: 'hand', ...of('approval') },
    { label: t('importChats'), icon: 'down', hook: 'import', run: () => app.importer.choose() },
    { label: t('keys'), icon: 'keyboard', ...of('help') },
  ];
  return commands.flatMap((one) => (one ? [{ ...one, group: t('actions') }] : []));
}

/**
 * @param {App} app
 * @param {SessionInfo} session
 * @returns {Command[]}
 */
function ofSession(app, session) {
  const { pin, remove } = sessionActions(app);
  const group = t('thisChat');
  return [
    { label: t('rename'), icon: 'pencil', hook: 'rename', group, run: () => app.header.rename() },
    { label: t(session.pinned ? 'unpin' : 'pin'), icon: 'pin', hook: 'pin', group, run: () => pin(session) },
    { label: t('exportMarkdown'), icon: 'save', hook: 'export-md', group, run: () => download(session, 'md') },
    { label: t('exportJSON'), icon: 'save', hook: 'export-json', group, run: () => download(session, 'json') },
    { label: t('delete'), icon: 'trash', hook: 'delete', group, run: () => remove(session) },
  ];
}

/**
 * @param {App} app
 * @returns {Command[]}
 */
function agents(app) {
  if (app.agents.all.length < 2) return [];
  return app.agents.all.map((agent) => ({
    label: agent.label || agent.name, detail: agent.model, icon: 'plug', hook: `agent-${agent.name}`,
    group: t('agents'), run: () => app.choose(agent.name),
  }));
}

/**
 * @param {App} app
 * @returns {Command[]}
 */
function chats(app) {
  return app.sessions.all.filter(({ id }) => id !== app.conversation.id).map((session) => chat(app, session));
}

/**
 * @param {App} app
 * @param {SessionInfo} session
 * @param {string} [words]  that were searched
 * @returns {Command}
 */
function chat(app, session, words = '') {
  const { snippet, message_id: message } = session.matches?.[0] ?? {};
  return {
    label: titleOf(session), detail: snippet && plainSnippet(snippet), icon: 'chat', hook: session.id,
    group: t('chats'), run: () => app.go(session.id, message, words),
  };
}

/**
 * @param {App} app
 * @param {string} words
 */
async function search(app, words) {
  const found = await call('GET', `api/sessions?q=${encodeURIComponent(words)}`).catch(() => []);
  return found.map((/** @type {SessionInfo} */ session) => chat(app, session, words));
}
