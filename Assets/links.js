import { find } from './views/dom.js';

/**
 * What the page's links do besides leading somewhere.
 * @param {import('./app.js').App} app
 */
export function listenToLinks(app) {
  for (const hook of ['new-chat', 'new-chat-bar']) {
    find(app.page, hook, HTMLElement).addEventListener('click', (event) => {
      event.preventDefault();
      app.go(null);
    });
  }
  find(app.page, 'sessions', HTMLElement).addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a')) app.drawer.giveWay();
  });
}
