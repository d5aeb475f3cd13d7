import { Signal } from '../models/signal.js';
import { t } from '../models/words.js';
import { AssistantMessageView, working } from './assistant-message.js';
import { arrange, find, make, oncePerFrame } from './dom.js';
import { Follow } from './follow.js';
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
/** Messages that are drawn at first, and that are added when the reader comes near the top. */
const messagesAtATime = 60;
const nearPixels = 800;

/** The messages of the open session, drawn from its conversation at most once a frame. */
export class Transcript {
  #list;
  #scroller;
  #waiting = working('');
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  /** @type {Conversation | null} */
  #conversation = null;
  /** @type {() => void} */
  #forget = () => {};
  #restUntil = 0;
  /** The first message that is drawn; those before it wait until the reader comes near. */
  #first = Infinity;
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
    this.#scroller.addEventListener('scroll', () => this.#extend(), { passive: true });
    this.follow = new Follow(this.#scroller, this.#list, find(root, 'jump', HTMLButtonElement));
  }

  /** @param {Conversation} conversation */
  show(conversation) {
    this.#forget();
    this.#views.clear();
    this.#list.replaceChildren();
    this.#conversation = conversation;
    this.#first = Infinity;
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

  /** Draws more of the past, without moving what is being read. */
  #extend() {
    if (this.#first === 0 || this.#scroller.scrollTop > nearPixels || this.follow.isFollowing) return;
    const below = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    this.#first = Math.max(0, this.#first - messagesAtATime);
    this.#redraw();
    this.#scroller.scrollTop = this.#scroller.scrollHeight - below;
  }

  #redraw() {
    const conversation = this.#conversation;
    if (!conversation) return;
    const isNew = conversation.isEmpty && ['new', 'ready'].includes(conversation.state);
    this.root.toggleAttribute('data-empty', isNew);
    this.empty.hidden = !isNew;
    arrange(this.#list, this.#elements(conversation));
    this.follow.keep();
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
    const latest = Math.max(0, messages.length - messagesAtATime);
    if (messages.length > 0) this.#first = Math.min(this.#first, latest);
    return messages.slice(Math.min(this.#first, latest));
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
