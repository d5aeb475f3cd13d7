/** The runs of backticks in a text, and which closes which (CommonMark §6.1). */
export class Ticks {
  /**
   * Where runs of a length begin, the last first; those that were passed are dropped.
   * @type {Map<number, number[]> | null}
   */
  #places = null;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /**
   * The run that begins at `at`: its length, and where the run begins that closes it (-1: none).
   * @param {number} at
   */
  at(at) {
    let length = 1;
    while (this.text[at + length] === '`') length += 1;
    this.#places ??= this.#find();
    const places = this.#places.get(length) ?? [];
    while (places.length > 0 && places[places.length - 1] < at + length) places.pop();
    return { length, end: places[places.length - 1] ?? -1 };
  }

  #find() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    for (const { 0: run, index } of this.text.matchAll(/`+/g)) {
      const known = found.get(run.length);
      if (known) known.push(index ?? 0);
      else found.set(run.length, [index ?? 0]);
    }
    for (const places of found.values()) places.reverse();
    return found;
  }
}
