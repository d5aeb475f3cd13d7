import { wholeSeconds } from '../models/dates.js';

/** Clocks that run: an element and when its time began. */
const running = new Map();
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/**
 * Shows in `element`, second by second, how long it has been; ends when the element has left the page.
 * @param {HTMLElement} element
 * @param {number} since  Unix milliseconds
 */
export function tick(element, since) {
  if (running.get(element) === since) return;
  running.set(element, since);
  show(element, since);
  timer ??= setInterval(tickAll, 1_000);
}

/** @param {HTMLElement} element */
export function stopTicking(element) {
  running.delete(element);
}

function tickAll() {
  for (const [element, since] of running) {
    if (element.isConnected) show(element, since);
    else running.delete(element);
  }
  if (running.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/**
 * @param {HTMLElement} element
 * @param {number} since
 */
function show(element, since) {
  element.textContent = wholeSeconds(Math.max(0, Date.now() - since));
}
