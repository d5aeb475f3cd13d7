/**
 * @typedef {object} Moves
 * @property {(factor: number, at: {clientX: number, clientY: number}) => void} pinch
 * @property {(x: number, y: number) => void} drag
 * @property {(by: number) => void} swipe  1: to the next
 * @property {(target: EventTarget | null) => void} tap
 */

const tapPixels = 8;
const swipePixels = 60;

/** Understands what one or two pointers do with a picture. */
export class Fingers {
  /** @type {Map<number, PointerEvent>} */
  #down = new Map();
  /** @type {PointerEvent | null} */
  #first = null;
  #isSingle = true;

  /**
   * @param {HTMLElement} stage
   * @param {Moves} moves
   */
  constructor(stage, moves) {
    this.stage = stage;
    this.moves = moves;
    stage.addEventListener('pointerdown', (event) => this.#press(event));
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#lift(event));
    stage.addEventListener('pointercancel', (event) => this.#down.delete(event.pointerId));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (this.#down.size === 0) {
      this.#first = event;
      this.#isSingle = true;
    } else this.#isSingle = false;
    this.#down.set(event.pointerId, event);
    this.stage.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#down.get(event.pointerId);
    if (!before) return;
    const other = [...this.#down.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    this.moves.drag((event.clientX - before.clientX) / this.#down.size, (event.clientY - before.clientY) / this.#down.size);
    if (other) this.moves.pinch(distance(event, other) / Math.max(1, distance(before, other)), middle(event, other));
    this.#down.set(event.pointerId, event);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    const first = this.#first;
    this.#down.delete(event.pointerId);
    if (!first || !this.#isSingle) return;
    const x = event.clientX - first.clientX;
    const y = event.clientY - first.clientY;
    if (Math.hypot(x, y) < tapPixels) this.moves.tap(first.target);
    else if (Math.abs(x) > swipePixels && Math.abs(x) > 2 * Math.abs(y)) this.moves.swipe(x < 0 ? 1 : -1);
  }
}

/**
 * @param {PointerEvent} one
 * @param {PointerEvent} other
 */
const distance = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

/**
 * @param {PointerEvent} one
 * @param {PointerEvent} other
 */
const middle = (one, other) => ({ clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 });
