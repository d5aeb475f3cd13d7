import { Shown } from '../models/shown.js';
import { Signal } from '../models/signal.js';
import { t } from '../models/words.js';
import { AssistantMessageView, working } from './assistant-message.js';
import { arrange, find, oncePerFrame, setAttribute } from './dom.js';
import { Follow } from './follow.js';
import { Place } from './place.js';
import { skeleton, trouble } from './trouble.js';
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
/** So near the top more of the past is drawn. */
const nearPixels = 2_400;
/** When fewer wait to be drawn, the next page is read. */
const fewMessages = 80;

/** The messages of the open session, drawn from its conversation at most once a frame. */
export class Transcript {
  #list;
  #scroller;
  #place;
  #waiting = working('');
  #typing = working(t('writing'));
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  /** @type {Conversation | null} */
  #conversation = null;
  /** @type {() => void} */
  #forget = () => {};
  #restUntil = 0;
  #shown = new Shown();
  #fillSoon = oncePerFrame(() => this.#fill());
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
    this.#shown.restart();
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
    const waiting = this.#shown.waiting(messages);
    if (waiting < fewMessages && conversation.history.hasOlder) {
      conversation.older.load().then(() => this.#extendSoon(), () => {});
    }
    if (waiting <= 0) return;
    this.#shown.extend(messages);
    this.#redraw();
    this.#extendSoon();
  }

  #redraw() {
    const conversation = this.#conversation;
    if (!conversation) return;
    const isNew = conversation.isEmpty && ['new', 'ready'].includes(conversation.state);
    this.root.toggleAttribute('data-empty', isNew);
    setAttribute(this.empty, 'hidden', !isNew);
    if (!this.follow.isFollowing) this.#place.remember();
    const hadFocus = this.#list.contains(document.activeElement);
    arrange(this.#list, this.#elements(conversation));
    if (hadFocus && document.activeElement === document.body) this.actions.leave();
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
    const elements = this.#shown.of(history.visible).map((message) => this.#message(message));
    // What could not be sent because an answer runs stands below that answer.
    if (turn) elements.push(this.#turn(turn).element, ...sent);
    else elements.push(...sent);
    if (queue.draft) elements.push(this.#queued(queue.draft).element);
    if (!turn && sending.isPosting) elements.push(this.#waiting);
    else if (!turn && isTyping) elements.push(this.#typing);
    return elements;
  }

  /** Draws some of those that a leap has left out; they are below what is being read. */
  #fill() {
    if (!this.#conversation || !this.#shown.hasGap) return;
    this.#shown.fill(this.#conversation.history.visible);
    this.#redraw();
    this.#fillSoon();
  }

  /**
   * Makes a message be drawn, however old it is; null if it is not there.
   * @param {string} id
   * @returns {Promise<HTMLElement | null>}
   */
  async reveal(id) {
    const conversation = this.#conversation;
    if (!conversation || !await conversation.older.reach(id) || conversation !== this.#conversation) return null;
    this.#shown.leap(conversation.history.visible, id);
    this.#redraw();
    // Only what is drawn can be left.
    this.follow.leave();
    this.#fillSoon();
    return this.#views.get(id)?.element ?? null;
  }

  /** @param {Message} message */
  #message(message) {
    this.#inherit(message);
    const view = this.#view(message.id, message.role);
    view.showMessage(message);
    return view.element;
  }

  /** Lets the arrows scroll. */
  focus() {
    this.#scroller.focus({ preventScroll: true });
  }

  /**
   * What was on its way stays in its element when it is stored: nothing leaps, and no picture is fetched anew.
   * @param {Message} message
   */
  #inherit({ id, client_id: clientId }) {
    const pending = this.#views.get('pending');
    if (!clientId || this.#views.has(id) || !(pending instanceof UserMessageView)) return;
    if (!pending.becomes(id, clientId)) return;
    this.#views.delete('pending');
    this.#views.set(id, pending);
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
