/** @typedef {import('./types.js').ServerEvent} ServerEvent */

/**
 * Reads `text/event-stream` as it comes, in any cut (HTML Standard §9.2.6).
 *
 * Cost is linear in what is fed, however long a line is: pieces of an unfinished line are joined once.
 */
export class EventStreamParser {
  /** @type {string[]} */
  #pieces = [];
  #afterReturn = false;
  /** @type {{name: string, data: string[]}} */
  #event = { name: '', data: [] };
  #id = '';

  /**
   * @param {string} text
   * @returns {{name: string, data: string, id: string}[]} the events that `text` completed
   */
  feed(text) {
    const done = [];
    let start = this.#afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    const ends = /\r\n|\r|\n/g;
    ends.lastIndex = start;
    for (let end = ends.exec(text); end; end = ends.exec(text)) {
      const event = this.#line(this.#complete(text.slice(start, end.index)));
      if (event) done.push(event);
      start = ends.lastIndex;
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
    return done;
  }

  /** @param {string} rest */
  #complete(rest) {
    if (this.#pieces.length === 0) return rest;
    this.#pieces.push(rest);
    const line = this.#pieces.join('');
    this.#pieces = [];
    return line;
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#event.name = value;
    else if (field === 'data') this.#event.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return null;
  }

  #dispatch() {
    const { name, data } = this.#event;
    const id = this.#id;
    this.#event = { name: '', data: [] };
    // Unlike EventSource, an id belongs to its own event only: events without one are not numbered.
    this.#id = '';
    return data.length === 0 ? null : { name: name || 'message', data: data.join('\n'), id };
  }
}
