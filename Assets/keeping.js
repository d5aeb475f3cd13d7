import { ApiError } from './models/api.js';
import { checkBuild, outdated, reloadOnce } from './models/build.js';
import { clock } from './models/dates.js';
import { isDraftOf, readDraft } from './models/drafts.js';
import { whoAmI } from './models/login.js';
import { claimLetters, mayHaveLetters } from './models/outbox.js';
import { takeShared } from './models/shared.js';
import { t } from './models/words.js';
import { find } from './views/dom.js';
import { idle } from './views/idle.js';
import { offerReload } from './views/update-notice.js';

/** @typedef {import('./app.js').App} App */

/** When it has started, the app leaves the machine alone for so long. */
const restMilliseconds = 1_500;
const sharedAddress = '#share';

/**
 * Goes on with what could not be sent, here or in a tab that is gone.
 * @param {App} app
 */
export async function takeLetters(app) {
  if (!mayHaveLetters()) return;
  for (const letter of await claimLetters()) {
    const conversation = app.conversationOf(letter.session);
    if (letter.isUnborn) app.sessions.expect(letter.session, letter.draft.message, letter.at);
    conversation.sending.restore(letter);
    // It is to be shown although it could not be read: there is something to send in it.
    if (conversation.sending.isUnborn && conversation.state !== 'ready') conversation.state = 'new';
    conversation.changed.emit();
  }
}

/**
 * With the server's build, and with the other tabs.
 * @param {App} app
 */
export function keepInStep(app) {
  watchForUpdates(app);
  shareDrafts(app);
  // The first time of day that is said takes as long as five messages.
  setTimeout(() => idle().then(() => clock(Date.now())), restMilliseconds);
  // Who begins to write will read soon.
  find(app.page, 'composer', HTMLTextAreaElement)
    .addEventListener('input', () => import('./warming.js').then(({ warm }) => warm()), { once: true });
}

/**
 * Notices a new build whenever the stream was opened anew, and where a part of this one is no longer to be had.
 * @param {App} app
 */
function watchForUpdates({ connection, composer }) {
  outdated.listen(offerReload);
  connection.opened.listen(checkBuild);
  addEventListener('unhandledrejection', (event) => {
    const isMissingPart = event.reason instanceof TypeError && /import|module/i.test(event.reason.message);
    if (!isMissingPart) return;
    event.preventDefault();
    checkBuild();
  });
  addEventListener('beforeunload', (event) => {
    if (composer.tray.isUnsettled) event.preventDefault();
  });
}

/**
 * Shows what is written in another tab on the same session, unless one writes here.
 * @param {App} app
 */
function shareDrafts(app) {
  addEventListener('storage', ({ key }) => {
    const { conversation, composer } = app;
    if (!isDraftOf(key, conversation.id) || document.hasFocus() || composer.tray.isUnsettled) return;
    composer.show(readDraft(conversation.id));
  });
}

/**
 * The stream was refused for want of a login. Our own asks by itself; a proxy asks where the page is loaded anew.
 * @param {App} app
 */
export async function signIn({ banner, connection }) {
  try {
    await whoAmI();
    connection.wake();
  } catch (error) {
    const isProxy = error instanceof ApiError && error.code === 'login';
    if (!isProxy || !reloadOnce()) banner.insist(t('login'));
  }
}

/**
 * Puts what another app has shared into a new chat's composer.
 * @param {App} app
 */
export async function takeSharedWords({ composer }) {
  if (location.hash !== sharedAddress) return;
  history.replaceState(null, '', location.pathname + location.search);
  const { words, files } = await takeShared();
  if (words) composer.prepend({ text: words, attachments: [] });
  if (files.length > 0) composer.add(files);
}
