import { Signal } from '../models/signal.js';
import { t } from '../models/words.js';
import { AssistantMessageView, working } from './assistant-message.js';
import { arrange, find, make, oncePerFrame } from './dom.js';
import { Follow } from './follow.js';
import { Place } from './place.js';
import { UserMessageView } from './user-message.js';

/**
 * @typedef {import('../models/conversation.js').Conversation} Conversation
 * @typedef {import('../models/types.js').Message} Message
 * @typedef {import('./message-choices.js').MessageActions} MessageActions
 * @typedef {AssistantMessageView | UserMessageView} MessageView
 */

/**
 * A drawing that takes longer than this makes the next one wait four times as long: the page stays
 * responsive.
 */
const dearMilliseconds = 12;
/** Messages that are drawn at first, and that are added in one frame when the reader comes near the top. */
const messagesAtFirst = 24;
const messagesAtATime = 6;
const nearPixels = 2_400;
/** When fewer wait to be drawn, the next page is read. */
const fewMessages = 80;

/** The messages of the open session, drawn from its conversation at most once a frame. */
export class Transcript {
  #list;
  #scroller;
  #place;
  #waiting = working('');
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  /** @type {Conversation | null} */
  #conversation = null;
  /** @type {() => void} */
  #forget = () => {};
  #restUntil = 0;
  /** The first message that is drawn; those before it wait until the reader comes near. */
  #first = '';
  #extendSoon = oncePerFrame(() => this.#extend());
  /**
   * What the conversation holds can be seen.
   * @type {Signal<void>}
   */
  drawn = new Signal();
  #draw = oncePerFrame(() => this.#drawWhenRested());

  /**
   * @param {HTMLElement} root  the chat's element
   * @param {MessageActions} actions
   * @param {HTMLElement} empty
   */
  constructor(root, actions, empty) {
    this.actions = actions;
    this.root = root;
    this.empty = empty;
    this.#list = find(root, 'messages', HTMLElement);
    this.#scroller = find(root, 'transcript', HTMLElement);
    this.#scroller.addEventListener('scroll', () => this.#extendSoon(), { passive: true });
    this.#place = new Place(this.#scroller, this.#list, () => !this.follow.isFollowing);
    this.follow = new Follow(this.#scroller, this.#list, find(root, 'jump', HTMLButtonElement));
  }

  /** @param {Conversation} conversation */
  show(conversation) {
    this.#forget();
    this.#views.clear();
    this.#list.replaceChildren();
    this.#conversation = conversation;
    this.#first = '';
    this.#forget = conversation.changed.listen(() => this.#draw());
    this.follow.toEnd();
    this.#redraw();
  }

  #drawWhenRested() {
    const rest = this.#restUntil - performance.now();
    if (rest > 0) return void setTimeout(this.#draw, rest);
    const start = performance.now();
    this.#redraw();
    const end = performance.now();
    if (end - start > dearMilliseconds) this.#restUntil = end + 4 * (end - start);
  }

  /** Draws more of the past, a little in each frame, without moving what is being read. */
  #extend() {
    const conversation = this.#conversation;
    // In this order: to ask where it stands makes the page lay itself out.
    if (!conversation || this.follow.isFollowing || this.#scroller.scrollTop > nearPixels) return;
    const messages = conversation.history.visible;
    const drawn = messages.findIndex(({ id }) => id === this.#first);
    if (drawn < fewMessages && conversation.history.hasOlder) {
      conversation.older.load().then(() => this.#extendSoon(), () => {});
    }
    if (drawn <= 0) return;
    this.#first = messages[Math.max(0, drawn - messagesAtATime)].id;
    this.#redraw();
    this.#extendSoon();
  }

  #redraw() {
    const conversation = this.#conversation;
    if (!conversation) return;
    const isNew = conversation.isEmpty && ['new', 'ready'].includes(conversation.state);
    this.root.toggleAttribute('data-empty', isNew);
    this.empty.hidden = !isNew;
    if (!this.follow.isFollowing) this.#place.remember();
    arrange(this.#list, this.#elements(conversation));
    if (this.follow.isFollowing) this.follow.keep();
    else this.#place.restore();
    this.drawn.emit();
  }

  /**
   * @param {Conversation} conversation
   * @returns {Element[]}
   */
  #elements(conversation) {
    const { history, turn, outgoing, sending, queue, state, isTyping } = conversation;
    if (conversation.isEmpty && state === 'loading') return [skeleton];
    const sent = outgoing && !outgoing.draft.regenerate ? [this.#outgoing(outgoing).element] : [];
    if (state === 'gone' || state === 'failed') return [trouble(conversation), ...sent];
    /** @type {Element[]} */
    const elements = this.#drawn(history.visible).map((message) => this.#message(message));
    // What could not be sent because an answer runs stands below that answer.
    if (turn) elements.push(this.#turn(turn).element, ...sent);
    else elements.push(...sent);
    if (queue.draft) elements.push(this.#queued(queue.draft).element);
    if (!turn && (isTyping || sending.isPosting)) elements.push(this.#waiting);
    return elements;
  }

  /**
   * Those at the end; none that was drawn goes away when others come.
   * @param {Message[]} messages
   */
  #drawn(messages) {
    const latest = Math.max(0, messages.length - messagesAtFirst);
    const before = messages.findIndex(({ id }) => id === this.#first);
    const first = before < 0 ? latest : Math.min(before, latest);
    this.#first = messages[first]?.id ?? '';
    return messages.slice(first);
  }

  /**
   * Brings a message into view, however old it is; false if it is not there.
   * @param {string} id
   */
  async reveal(id) {
    const conversation = this.#conversation;
    if (!conversation || !await conversation.older.reach(id) || conversation !== this.#conversation) return false;
    const messages = conversation.history.visible;
    const at = messages.findIndex((message) => message.id === id);
    const drawn = messages.findIndex((message) => message.id === this.#first);
    if (at < drawn) this.#first = id;
    this.follow.leave();
    this.#redraw();
    this.#views.get(id)?.element.scrollIntoView({ block: 'center' });
    return true;
  }

  /** @param {Message} message */
  #message(message) {
    const view = this.#view(message.id, message.role);
    view.showMessage(message);
    return view.element;
  }

  /** @param {import('../models/turn.js').Turn} turn */
  #turn(turn) {
    const view = this.#view(turn.messageId, 'assistant');
    if (view instanceof AssistantMessageView) view.showTurn(turn);
    return view;
  }

  /** @param {import('../models/outgoing.js').Outgoing} outgoing */
  #outgoing(outgoing) {
    const view = this.#view('pending', 'user');
    if (view instanceof UserMessageView) view.showOutgoing(outgoing);
    return view;
  }

  /** @param {import('../models/outgoing.js').Draft} draft */
  #queued(draft) {
    const view = this.#view('queued', 'user');
    if (view instanceof UserMessageView) view.showQueued(draft);
    return view;
  }

  /** Lets the last message of the person be changed; false if there is none. */
  editLast() {
    const last = this.#conversation?.history.visible.filter(({ role }) => role === 'user').at(-1);
    const view = last && this.#views.get(last.id);
    if (!(view instanceof UserMessageView)) return false;
    view.edit();
    return true;
  }

  /**
   * @param {string} id
   * @param {Message['role']} role
   * @returns {MessageView}
   */
  #view(id, role) {
    const known = this.#views.get(id);
    if (known) return known;
    const View = role === 'user' ? UserMessageView : AssistantMessageView;
    const view = new View(id, this.actions);
    this.#views.set(id, view);
    return view;
  }
}

const skeleton = make('div', { class: 'skeleton', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'));

/** @param {Conversation} conversation */
function trouble(conversation) {
  const isGone = conversation.state === 'gone';
  const words = make('strong', {}, isGone ? t('sessionGone') : t('loadFailed'));
  const way = isGone
    ? make('a', { href: './#', class: 'button' }, t('newChat'))
    : make('button', { type: 'button', class: 'button', onclick: () => conversation.load() }, t('retry'));
  return make('div', { class: 'error', 'data-test': 'load-error' },
    make('div', {}, words, !isGone && make('p', {}, conversation.reason)), way);
}
