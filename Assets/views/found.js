import { wanted } from '../models/snippet.js';

const markedMilliseconds = 3_000;
/** What was out of sight takes its real height in the first frames; until then it is brought into view again. */
const frames = 4;
const mostRanges = 200;

/**
 * Marks words without touching the document; not every browser can, and tsc does not know of it yet.
 * @type {{CSS: {highlights?: Map<string, object>}, Highlight: new (...ranges: Range[]) => object}}
 */
const { CSS: { highlights }, Highlight } = /** @type {any} */ (globalThis);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {HTMLElement | undefined} */
let last;

/**
 * Scrolls to the words in a message, gives it the focus, and marks both for a moment.
 * @param {HTMLElement} element
 * @param {string} words
 */
export async function markFound(element, words) {
  forget();
  last = element;
  element.dataset.found = 'true';
  element.tabIndex = -1;
  const ranges = rangesOf(element, words);
  if (highlights) highlights.set('found', new Highlight(...ranges));
  timer = setTimeout(forget, markedMilliseconds);
  const place = ranges[0]?.startContainer.parentElement ?? element;
  for (let frame = 0; frame < frames && element.isConnected; frame += 1) {
    const isTall = place.offsetHeight > innerHeight / 2;
    place.scrollIntoView({ block: isTall ? 'start' : 'center', inline: 'nearest' });
    if (frame === 0) element.focus({ preventScroll: true });
    await new Promise(requestAnimationFrame);
  }
}

function forget() {
  clearTimeout(timer);
  if (last) delete last.dataset.found;
  highlights?.delete('found');
}

/**
 * @param {HTMLElement} element
 * @param {string} words
 */
function rangesOf(element, words) {
  const pattern = wanted(words);
  const ranges = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (pattern && ranges.length < mostRanges && texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement?.closest('[data-test=content]')) continue;
    for (const { index = 0, 0: found } of (node.nodeValue ?? '').matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      ranges.push(range);
    }
  }
  return ranges;
}
