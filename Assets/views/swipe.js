import { find } from './dom.js';

/** From so far on it is meant, and not a trembling finger. */
const meantPixels = 12;
const enoughShare = 0.33;

/**
 * Lets a finger draw the list of chats in from where lines begin, and push it back.
 * @param {HTMLElement} sidebar
 * @param {import('./drawer.js').Drawer} drawer
 */
export function listenForSwipes(sidebar, drawer) {
  /** @type {{x: number, y: number, isOpen: boolean, isMeant: boolean, moved: number} | null} */
  let finger = null;
  const end = () => {
    if (finger?.isMeant) settle(sidebar, drawer, finger);
    finger = null;
  };
  addEventListener('touchstart', (event) => {
    const touch = event.touches[0];
    const isOurs = drawer.isOverlay && event.touches.length === 1 && !belongsElsewhere(event.target);
    finger = isOurs ? { x: touch.clientX, y: touch.clientY, isOpen: drawer.isOpen, isMeant: false, moved: 0 } : null;
  }, { passive: true });
  addEventListener('touchmove', (event) => {
    if (!finger) return;
    const touch = event.touches[0];
    finger.moved = (touch.clientX - finger.x) * towardsEnd();
    const sideways = finger.isOpen ? -finger.moved : finger.moved;
    const isUpright = Math.abs(touch.clientY - finger.y) > Math.abs(finger.moved);
    if (!finger.isMeant && (isUpright || sideways < -meantPixels)) finger = null;
    else if (finger.isMeant || sideways > meantPixels) {
      finger.isMeant = true;
      follow(sidebar, finger);
    }
  }, { passive: true });
  markScrolled(find(document.body, 'transcript', HTMLElement));
  addEventListener('touchend', end, { passive: true });
  addEventListener('touchcancel', end, { passive: true });
}

/** Which way lines are written: 1 to the right, -1 to the left. */
const towardsEnd = () => (document.documentElement.dir === 'rtl' ? -1 : 1);

/**
 * @param {HTMLElement} sidebar
 * @param {{isOpen: boolean, moved: number}} finger
 */
function follow(sidebar, { isOpen, moved }) {
  const width = sidebar.offsetWidth;
  const place = Math.min(0, Math.max(-width, moved - (isOpen ? 0 : width)));
  sidebar.style.transition = 'none';
  sidebar.style.visibility = 'visible';
  sidebar.style.transform = `translateX(${place * towardsEnd()}px)`;
}

/**
 * @param {HTMLElement} sidebar
 * @param {import('./drawer.js').Drawer} drawer
 * @param {{isOpen: boolean, moved: number}} finger
 */
function settle(sidebar, drawer, { isOpen, moved }) {
  for (const name of ['transition', 'visibility', 'transform']) sidebar.style.removeProperty(name);
  if (Math.abs(moved) > sidebar.offsetWidth * enoughShare) drawer.toggle(!isOpen);
}

/**
 * Whether a finger there moves something else: what scrolls sideways, what is written in, a selection.
 * @param {EventTarget | null} target
 */
function belongsElsewhere(target) {
  if (!(target instanceof Element) || target.closest('input, textarea, dialog, .menu')) return true;
  if (getSelection()?.toString()) return true;
  for (let at = /** @type {Element | null} */ (target); at; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth + 1 && scrollsSideways(at)) return true;
  }
  return false;
}

/**
 * At its beginning it has no use for a finger that opens the drawer.
 * @param {Element} element
 */
function scrollsSideways(element) {
  const { overflowX, direction } = getComputedStyle(element);
  if (!['auto', 'scroll'].includes(overflowX)) return false;
  return element.scrollLeft !== 0 || direction !== (document.documentElement.dir || 'ltr');
}

/**
 * Marks what has been scrolled sideways: where something stands at its beginning, the style keeps the browser from
 * taking a finger for its Back.
 * @param {Element} root
 */
function markScrolled(root) {
  root.addEventListener('scroll', ({ target }) => {
    if (target instanceof Element && target !== root) target.toggleAttribute('data-scrolled', target.scrollLeft !== 0);
  }, { capture: true, passive: true });
}
