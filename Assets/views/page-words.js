import { inChosen } from '../models/words.js';

const spoken = ['aria-label', 'title', 'placeholder', 'alt'];

/**
 * Puts the chosen language into the page's skeleton. It is written in English, and what it says is found among
 * the English words: so the skeleton needs no second writing of them.
 * @param {Element} root
 */
export function translatePage(root) {
  for (const element of root.querySelectorAll('*')) {
    for (const name of spoken) {
      const words = inChosen(element.getAttribute(name));
      if (words) element.setAttribute(name, words);
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const words = inChosen(node.nodeValue?.trim());
      if (words) node.nodeValue = words;
    }
  }
}
