import { closeDialog } from './dialog.js';
import { closeMenu } from './menu.js';

/**
 * Takes away what lies over a chat: it was about that one.
 * @param {import('./drawer.js').Drawer} drawer
 */
export function uncover(drawer) {
  closeMenu();
  closeDialog();
  drawer.giveWay();
}
