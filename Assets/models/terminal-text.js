/** Colours, titles and moves of a terminal (ECMA-48 §5.4, OSC): nothing of them can be shown here. */
const controls = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
/** A line this long is let go without its end. */
const longestTail = 4_096;

/**
 * What a program wrote, as it would be read: without colours, and of a line that was written over and over
 * (a progress bar) only the last.
 */
export class TerminalText {
  /** The last line, which may still change. */
  tail = '';

  /**
   * Takes more in; returns the lines that are final by it, each with its end.
   * @param {string} text  any cut of the output
   */
  feed(text) {
    const all = this.tail + text;
    const end = all.lastIndexOf('\n') + 1;
    const open = all.slice(end);
    const isLong = open.length > longestTail;
    this.tail = isLong ? '' : open;
    return plain(isLong ? all : all.slice(0, end));
  }

  /** The open line as it would be read now. */
  get rest() {
    return plain(this.tail);
  }
}

/** @param {string} text */
function plain(text) {
  if (!/[\x1b\r]/.test(text)) return text;
  return text.replace(controls, '').replace(/\r+\n/g, '\n').replace(/[^\n]*\r(?!$)/gm, '');
}
