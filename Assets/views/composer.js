import { t } from '../models/words.js';
import { AttachmentTray } from './attachment-tray.js';
import { find, isTouch, setAttribute } from './dom.js';

/**
 * @typedef {import('../models/types.js').Attachment} Attachment
 * @typedef {import('../models/drafts.js').KeptDraft} KeptDraft
 * @typedef {object} ComposerActions
 * @property {(text: string, attachments: Attachment[]) => void} send
 * @property {() => void} stop
 * @property {(draft: KeptDraft) => void} keep   the draft has changed
 * @property {() => boolean} editLast             true: the last message can be changed now
 * @property {(isWanted: boolean) => void} think  whether the thoughts are to be shown
 */

const tallestShareOfPage = 0.4;

/** The field one writes in, with its files and its one round button: send, or stop while an answer runs. */
export class Composer {
  #field;
  #send;
  #stop;
  #think;
  #isRunning = false;

  /**
   * @param {HTMLElement} root
   * @param {ComposerActions} actions
   */
  constructor(root, actions) {
    this.actions = actions;
    this.#field = find(root, 'composer', HTMLTextAreaElement);
    this.#send = find(root, 'send', HTMLButtonElement);
    this.#stop = find(root, 'stop', HTMLButtonElement);
    this.#think = find(root, 'think', HTMLButtonElement);
    this.meter = find(root, 'context', HTMLElement);
    this.tray = new AttachmentTray(find(root, 'attachments', HTMLElement), () => this.#edited());
    this.#listen(find(root, 'attach', HTMLButtonElement), find(root, 'file-input', HTMLInputElement));
  }

  /**
   * @param {HTMLButtonElement} attach
   * @param {HTMLInputElement} files
   */
  #listen(attach, files) {
    this.#field.addEventListener('input', () => this.#edited());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.addEventListener('paste', (event) => this.#pasted(event));
    this.#send.addEventListener('click', () => this.#submit());
    this.#stop.addEventListener('click', () => this.actions.stop());
    this.#think.addEventListener('click', () => {
      this.actions.think(this.#think.getAttribute('aria-pressed') !== 'true');
    });
    attach.addEventListener('click', () => files.click());
    files.addEventListener('change', () => {
      this.add(files.files ?? []);
      files.value = '';
    });
  }

  /** @param {KeptDraft} draft */
  show(draft) {
    this.#field.value = draft.text;
    this.tray.show(draft.attachments);
    this.#grow();
    this.#refresh();
  }

  /**
   * Puts this before what stands there.
   * @param {KeptDraft} draft
   */
  prepend({ text, attachments }) {
    const words = [text, this.#field.value].filter(Boolean).join('\n\n');
    this.show({ text: words, attachments: [...attachments, ...this.tray.attachments] });
    this.#edited();
    this.focus();
  }

  /** @param {string} text */
  write(text) {
    this.#field.value = text;
    this.#edited();
    this.focus();
  }

  /** @param {Iterable<File>} files */
  add(files) {
    this.tray.add(files);
    if (!isTouch()) this.focus();
  }

  focus() {
    this.#field.focus();
  }

  /** @param {string} agent */
  address(agent) {
    const words = t('placeholder', { agent: agent || 'Martlet' });
    setAttribute(this.#field, 'placeholder', words);
    setAttribute(this.#field, 'aria-label', words);
  }

  /** @param {boolean | null} isWanted  null: the model has no thoughts to show */
  setThinking(isWanted) {
    setAttribute(this.#think, 'hidden', isWanted === null);
    setAttribute(this.#think, 'aria-pressed', isWanted === true ? 'true' : 'false');
    setAttribute(this.#think, 'title', t(isWanted ? 'thinkingOn' : 'thinkingOff'));
  }

  /**
   * @param {boolean} isRunning
   * @param {boolean} isStopping
   */
  setRunning(isRunning, isStopping) {
    this.#isRunning = isRunning;
    this.#stop.disabled = isStopping;
    this.#refresh();
  }

  #edited() {
    this.#grow();
    this.#refresh();
    this.actions.keep({ text: this.#field.value, attachments: this.tray.attachments });
  }

  #refresh() {
    const hadFocus = document.activeElement === this.#send || document.activeElement === this.#stop;
    const { canSend } = this;
    setAttribute(this.#send, 'hidden', this.#isRunning && !canSend);
    setAttribute(this.#stop, 'hidden', !this.#isRunning);
    this.#send.disabled = !canSend;
    const words = t(this.#isRunning ? 'sendLater' : 'send');
    setAttribute(this.#send, 'title', words);
    setAttribute(this.#send, 'aria-label', words);
    if (hadFocus && this.#isRunning && this.#send.hidden) this.#stop.focus();
    else if (hadFocus && document.activeElement === document.body) this.focus();
  }

  get canSend() {
    const hasContent = this.#field.value.trim() !== '' || this.tray.attachments.length > 0;
    return hasContent && !this.tray.isUploading;
  }

  #submit() {
    if (!this.canSend) return;
    const text = this.#field.value.trim();
    const { attachments } = this.tray;
    this.show({ text: '', attachments: [] });
    this.actions.keep({ text: '', attachments: [] });
    this.actions.send(text, attachments);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const isEmpty = this.#field.value === '' && this.tray.attachments.length === 0;
    if (event.key === 'ArrowUp' && isEmpty && !event.isComposing && this.actions.editLast()) event.preventDefault();
    // 229: Safari ends an IME composition before it tells of the Enter that did it.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey !== isTouch() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#submit();
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = event.clipboardData?.files;
    // Rich text comes with a picture of itself: then the text is what is meant.
    if (!files || files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    this.add(files);
  }

  #grow() {
    const field = this.#field;
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * tallestShareOfPage)}px`;
  }
}
