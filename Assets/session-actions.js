import { Deferred } from './models/deferred.js';
import { t } from './models/words.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {import('./models/types.js').SessionInfo} SessionInfo
 */

/**
 * What the menus of sessions do.
 * @param {App} app
 * @returns {import('./views/session-choices.js').SessionActions}
 */
export function sessionActions(app) {
  return {
    pin: ({ id, pinned }) => app.sessions.patch(id, { pinned: !pinned }),
    rename: ({ id }, name) => app.sessions.patch(id, { name }),
    remove: (session) => remove(app, session),
  };
}

/**
 * @param {App} app
 * @param {SessionInfo} session
 */
function remove(app, { id }) {
  const wasOpen = id === app.conversation.id;
  app.sessions.hide(id, true);
  if (wasOpen) app.go(null);
  const deletion = new Deferred((leaving) => app.sessions.remove(id, leaving));
  app.toast.undoable(t('chatDeleted'), () => {
    deletion.undo();
    app.sessions.hide(id, false);
    if (wasOpen) app.go(id);
  });
}
