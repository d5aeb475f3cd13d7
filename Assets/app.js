import { Attention } from './attention.js';
import { composerActions, refreshComposer, sendQueued, unqueue } from './composing.js';
import { Importer } from './importing.js';
import { keepInStep, signIn, takeLetters, takeSharedWords } from './keeping.js';
import { listenToLinks } from './links.js';
import { messageActions } from './message-actions.js';
import { Agents } from './models/agents.js';
import { locked, reached } from './models/api.js';
import { Connection } from './models/connection.js';
import { Conversations } from './models/conversations.js';
import { forgetDrafts, readDraft } from './models/drafts.js';
import { stopTurn } from './models/message-changes.js';
import { Sessions } from './models/sessions.js';
import { keepLoaded, keepShell } from './models/shell.js';
import { hashOf, wayOf } from './models/way.js';
import { chooseLanguage } from './models/words.js';
import { sessionActions } from './session-actions.js';
import { listenToKeys } from './shortcuts.js';
import { announce } from './views/announcer.js';
import { Banner } from './views/banner.js';
import { Composer } from './views/composer.js';
import { find, isTouch, oncePerFrame } from './views/dom.js';
import { Drawer } from './views/drawer.js';
import { listenForDrops } from './views/drop-zone.js';
import { fillEmptyState } from './views/empty.js';
import { Header } from './views/header.js';
import { uncover } from './views/overlays.js';
import { translatePage } from './views/page-words.js';
import { listenForPictures } from './views/pictures.js';
import { Sidebar } from './views/sidebar.js';
import { listenForSwipes } from './views/swipe.js';
import { Toast } from './views/toast.js';
import { Transcript } from './views/transcript.js';
import { watchViewport } from './views/viewport.js';

/** @typedef {import('./models/conversation.js').Conversation} Conversation */

/** Wires the models to the views; holds which session is open and nothing else. */
export class App {
  page = document.body;
  agents = new Agents();
  sessions = new Sessions();
  connection = new Connection();
  conversations = new Conversations();
  drawer = new Drawer(this.page);
  banner = new Banner(find(this.page, 'banner', HTMLElement));
  toast = new Toast(find(this.page, 'toasts', HTMLElement));
  announcer = find(this.page, 'announcer', HTMLElement);
  sidebar = new Sidebar(this.page, this.sessions, sessionActions(this));
  header = new Header(this.page, { ...sessionActions(this), choose: (agent) => this.choose(agent.name) });
  composer = new Composer(this.page, composerActions(this));
  transcript = new Transcript(find(this.page, 'chat', HTMLElement), messageActions(this),
    find(this.page, 'empty', HTMLElement));
  importer = new Importer(this);
  attention = new Attention(this, find(this.page, 'chat', HTMLElement));
  /** @type {Conversation} */
  conversation = this.conversations.get(null).conversation;

  async start() {
    watchViewport();
    fillEmptyState(this.transcript.empty, (text) => this.composer.write(text));
    listenForDrops(find(this.page, 'drop-zone', HTMLElement), (files) => this.composer.add(files));
    listenForPictures(find(this.page, 'transcript', HTMLElement));
    listenForSwipes(find(this.page, 'sidebar', HTMLElement), this.drawer);
    listenToKeys(this);
    this.#listenToModels();
    this.#listenToPage();
    keepInStep(this);
    this.transcript.drawn.listen(() => {
      this.page.dataset.running = String(this.conversation.isRunning);
      this.attention.refresh();
    });
    await takeLetters(this);
    this.#route();
    takeSharedWords(this);
    performance.mark('interactive');
    await Promise.all([this.sessions.refresh(), this.agents.refresh()]);
    this.page.dataset.ready = 'true';
    keepShell().then(keepLoaded);
    import('./views/account.js').then(({ showAccount }) => showAccount(find(this.page, 'sidebar', HTMLElement)));
  }

  #listenToModels() {
    const { connection, sessions, agents } = this;
    connection.changed.listen((state) => this.banner.show(state));
    connection.event.listen((event) => {
      sessions.apply(event.name, event.data);
      if (event.name === 'session_deleted') this.#deleted(event.data.id);
      // The stream of the session before may speak until the next one is read.
      if (event.session === null || event.session !== this.conversation.id) return;
      this.conversation.apply(event);
      connection.advance(this.conversation.cursor);
    });
    connection.opened.listen(() => this.#catchUp());
    reached.listen(() => connection.hint());
    locked.listen((code) => import('./views/login.js').then(({ askWho }) => askWho(code)));
    connection.refused.listen((status) => this.#refused(status));
    sessions.changed.listen(() => {
      this.#refresh();
      this.attention.refresh();
    });
    agents.changed.listen(() => this.#refresh());
    sessions.failed.listen((words) => this.toast.error(words));
  }

  /** Reads what no number tells of: it may have changed while nobody listened. */
  #catchUp() {
    // Of ten tabs that share a stream only the one that is seen needs to ask; the others ask when they are.
    this.#isBehind = document.hidden;
    if (document.hidden) return;
    if (this.sessions.isLoaded) this.agents.refresh();
    this.sessions.refresh();
    if (this.conversation.state === 'failed' || this.conversation.isKept) this.conversation.load();
  }

  /** @param {number} status */
  #refused(status) {
    if (status !== 404) return void signIn(this);
    this.#load(this.conversation);
  }

  #listenToPage() {
    addEventListener('hashchange', () => this.#route());
    addEventListener('popstate', () => this.#route());
    addEventListener('online', () => this.connection.wake());
    addEventListener('pageshow', ({ persisted }) => persisted && this.connection.wake());
    // Offline for the world need not be offline for a Martlet on this machine: trying tells.
    addEventListener('offline', () => this.connection.wake());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      this.connection.wake();
      if (this.#isBehind) this.#catchUp();
      takeLetters(this);
    });
    listenToLinks(this);
  }

  /** Ends the running answer; what was to follow it may be written on. */
  stop = () => {
    unqueue(this);
    stopTurn(this.conversation);
  };

  /**
   * Opens a session by its address, so that back and forward work.
   * @param {string | null} id
   * @param {string} [message]  that is to be seen first
   * @param {string} [words]    that were searched
   */
  go(id, message, words) {
    history.pushState(null, '', id ? hashOf({ id, message, words }) : location.pathname + location.search);
    this.#route();
    this.drawer.giveWay();
  }

  #route() {
    const way = wayOf(location.hash);
    if (!this.#isOpen || way.id !== this.conversation.id) this.#open(way);
    if (way.message) import('./finding.js').then(({ showFound }) => showFound(this, way));
  }

  /** @param {import('./models/way.js').Way} way */
  #open({ id, message }) {
    this.#isOpen = true;
    uncover(this.drawer);
    this.conversation = this.conversationOf(id);
    const { conversation } = this;
    this.composer.show(readDraft(id));
    this.transcript.show(conversation);
    this.sidebar.select(id);
    this.#refresh();
    if (!isTouch() && !message) this.composer.focus();
    if (id) this.#load(conversation);
    else this.connection.follow(null, '');
  }

  /**
   * Reads the session, which makes the stream follow it; without one, the stream still tells of the list.
   * @param {Conversation} conversation
   */
  async #load(conversation) {
    await conversation.load();
    if (conversation !== this.conversation || conversation.state === 'ready') return;
    this.connection.follow(null, '');
  }

  /**
   * @param {string | null} id
   * @returns {Conversation}
   */
  conversationOf(id) {
    const { conversation, isNew } = this.conversations.get(id);
    if (isNew) this.#watch(conversation);
    return conversation;
  }

  #isOpen = false;
  #isBehind = false;

  /** @param {Conversation} conversation */
  #watch(conversation) {
    const whenOpen = (/** @type {() => void} */ react) => () => conversation === this.conversation && react();
    conversation.changed.listen(oncePerFrame(whenOpen(() => this.#refresh())));
    conversation.loaded.listen(whenOpen(() => this.connection.follow(conversation.id, conversation.cursor)));
    conversation.failed.listen((words) => this.toast.error(words));
    conversation.finished.listen((message) => {
      if (conversation === this.conversation) announce(this.announcer, message);
    });
  }

  /** Shows in header and composer what is true now. */
  #refresh() {
    const { conversation, sessions, agents } = this;
    const session = sessions.find(conversation.id) ?? conversation.info;
    const agent = agents.resolve(session?.agent);
    this.header.showSession(session);
    this.header.showAgents(agents.all, agent);
    refreshComposer(this, agent);
    sendQueued(this);
  }

  /**
   * A new chat has become a session: it has an address now.
   * @param {Conversation} conversation
   */
  adopt(conversation) {
    this.conversations.keep(conversation);
    history.pushState(null, '', hashOf(conversation));
    this.sidebar.select(conversation.id);
  }

  /** @param {string} name  of the agent */
  choose(name) {
    this.agents.remember(name);
    if (this.conversation.id) this.sessions.patch(this.conversation.id, { agent: name });
    if (!isTouch()) this.composer.focus();
  }

  /** @param {string} id */
  #deleted(id) {
    this.conversations.forget(id);
    forgetDrafts(id);
    if (id === this.conversation.id) this.conversation.vanish();
  }
}

await chooseLanguage(navigator.languages);
translatePage(document.body);
new App().start();
