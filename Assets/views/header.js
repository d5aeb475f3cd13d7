import { t } from '../models/words.js';
import { find, setAttribute, setText } from './dom.js';
import { openMenu } from './menu.js';
import { renameInPlace } from './rename.js';
import { sessionChoices, titleOf } from './session-choices.js';

/**
 * @typedef {import('../models/types.js').SessionInfo} SessionInfo
 * @typedef {import('../models/types.js').Agent} Agent
 * @typedef {import('./session-choices.js').SessionActions} SessionActions
 */

/** The bar above the chat: its name, its agent, its menu. */
export class Header {
  #title;
  #agent;
  #menu;
  /** @type {SessionInfo | null} */
  #session = null;
  /** @type {Agent | null} */
  #current = null;
  /** @type {Agent[]} */
  #agents = [];

  /**
   * @param {HTMLElement} root
   * @param {SessionActions & {choose: (agent: Agent) => void}} actions
   */
  constructor(root, actions) {
    this.actions = actions;
    this.#title = find(root, 'title', HTMLElement);
    this.#agent = find(root, 'agent', HTMLButtonElement);
    this.#menu = find(root, 'chat-menu', HTMLButtonElement);
    this.#agent.addEventListener('click', () => openMenu(this.#agent, this.#agentChoices()));
    this.#menu.addEventListener('click', () => this.#session && this.#openMenu(this.#session));
  }

  /** @param {SessionInfo | null} session  null: a chat that is not stored yet */
  showSession(session) {
    this.#session = session;
    setAttribute(this.#menu, 'hidden', session === null);
    setText(this.#title, session ? titleOf(session) : t('newChat'));
    this.#title.classList.toggle('quiet', session === null);
  }

  /**
   * @param {Agent[]} agents
   * @param {Agent | null} current
   */
  showAgents(agents, current) {
    this.#agents = agents;
    this.#current = current;
    setText(find(this.#agent, 'agent-label', HTMLElement), current?.label || current?.name || '');
    setAttribute(this.#agent, 'hidden', agents.length === 0);
    setAttribute(this.#agent, 'data-agent', current?.name ?? '');
  }

  /** Lets the name of the open session be changed. */
  rename() {
    if (this.#session) this.#rename(this.#session);
  }

  /** @param {SessionInfo} session */
  #openMenu(session) {
    openMenu(this.#menu, sessionChoices(session, this.actions, () => this.#rename(session)));
  }

  /** @param {SessionInfo} session */
  #rename(session) {
    renameInPlace(this.#title, session, (name) => name && this.actions.rename(session, name));
  }

  #agentChoices() {
    return this.#agents.map((agent) => ({
      label: agent.label || agent.name,
      detail: agent.model && agent.model !== agent.label ? agent.model : undefined,
      data: { 'data-agent': agent.name },
      checked: agent.name === this.#current?.name,
      choose: () => this.actions.choose(agent),
    }));
  }
}
