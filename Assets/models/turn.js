import { toolState } from './tool-state.js';

/**
 * @typedef {import('./types.js').Part} Part
 * @typedef {import('./types.js').ToolPart} ToolPart
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').TurnSnapshot} TurnSnapshot
 */

const believedMilliseconds = 600_000;

/**
 * A part of a running answer as it is read from the server, where what has not ended says that it took no
 * time.
 * @param {Part} part
 * @returns {Part}
 */
function reopened(part) {
  const isOpen = (part.type === 'reasoning' && !part.ms) || (part.type === 'tool' && !part.ms && !part.ok);
  return isOpen ? { ...part, ms: undefined, ...(part.type === 'tool' && { ok: undefined }) } : { ...part };
}

/**
 * When a call began, by the clock of this device: the server's may be wrong by years, as a Raspberry Pi's is.
 * @param {number | undefined} at  by the server's clock
 */
function begun(at) {
  const now = Date.now();
  return at !== undefined && at <= now && now - at < believedMilliseconds ? at : now;
}

/** A running answer: its parts so far, in order, as they would be stored. */
export class Turn {
  /** @type {Part[]} */
  parts = [];
  progress = '';
  /** Grows with every change, so that who draws it can tell. */
  version = 0;

  /** @param {TurnSnapshot} snapshot */
  constructor(snapshot) {
    this.id = snapshot.turn_id;
    this.messageId = snapshot.message?.id ?? snapshot.message_id ?? '';
    this.started = snapshot.message?.at ?? snapshot.at ?? Date.now();
    this.parts = (snapshot.message?.parts ?? []).map(reopened);
  }

  /**
   * Takes one event in; unknown ones change nothing.
   * @param {string} name
   * @param {any} data
   */
  apply(name, data) {
    switch (name) {
      case 'progress': this.progress = data.text; break;
      case 'reasoning_delta': this.#reason(data.text); break;
      case 'reasoning_end': this.#endReasoning(data.ms); break;
      case 'token': this.#say(data.text); break;
      case 'tool_call': this.#call(data); break;
      case 'approval': this.#ask(data); break;
      case 'approval_end': this.#answer(data); break;
      case 'tool_stream': this.#output(data); break;
      case 'tool_result': this.#result(data); break;
      case 'part': this.#add(data); break;
      default: return;
    }
    this.version += 1;
  }

  /** @param {string} text */
  #reason(text) {
    this.progress = '';
    const last = this.parts.at(-1);
    if (last?.type === 'reasoning' && last.ms === undefined) last.text += text;
    else this.parts.push({ type: 'reasoning', text });
  }

  /** @param {number} ms */
  #endReasoning(ms) {
    const open = this.parts.filter((part) => part.type === 'reasoning').at(-1);
    if (open?.type === 'reasoning') open.ms = ms ?? 0;
  }

  /** @param {string} text */
  #say(text) {
    this.progress = '';
    const last = this.parts.at(-1);
    if (last?.type === 'text') last.text += text;
    else this.parts.push({ type: 'text', text });
  }

  /** @param {{file?: import('./types.js').Attachment}} data  what is neither words nor a call */
  #add({ file }) {
    this.progress = '';
    if (file?.mime.startsWith('image/')) this.parts.push({ type: 'image', ...file });
  }

  /** @param {any} data */
  #call(data) {
    this.progress = '';
    if (this.#tool(data.id)) return;
    this.parts.push({ ...data, type: 'tool', output: '', at: begun(data.at) });
  }

  /** @param {any} data */
  #ask({ id, tool, call_str, args, options, preview }) {
    this.#call({ id, tool, call_str, args });
    const asked = this.#tool(id);
    if (asked) asked.approval = { options, preview };
  }

  /** @param {{id: string, option: string, by?: string}} data */
  #answer({ id, option, by }) {
    const asked = this.#tool(id);
    if (!asked?.approval) return;
    asked.approval = { ...asked.approval, answer: option, by };
    // What it waited for a person is not its own time.
    asked.at = Date.now();
  }

  /** @param {{id: string, text: string}} data */
  #output(data) {
    const tool = this.#tool(data.id);
    if (tool) tool.output += data.text;
  }

  /** @param {any} data */
  #result(data) {
    const tool = this.#tool(data.id);
    if (tool) Object.assign(tool, data, { type: 'tool', output: data.output ?? tool.output });
    else this.parts.push({ call_str: data.tool, ...data, type: 'tool' });
  }

  /** The calls that wait for a person's word. */
  get waiting() {
    return this.parts.filter((part) => part.type === 'tool' && toolState(part, true) === 'waiting');
  }

  /**
   * @param {string} id
   * @returns {ToolPart | undefined}
   */
  #tool(id) {
    const found = this.parts.find((part) => part.type === 'tool' && part.id === id);
    return found?.type === 'tool' ? found : undefined;
  }

  /**
   * The message that this turn has become.
   * @param {Partial<Message>} ending
   * @returns {Message}
   */
  message(ending) {
    const texts = this.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    const content = texts.join('\n\n');
    return { id: this.messageId, role: 'assistant', at: this.started, content, parts: this.parts, ...ending };
  }
}
