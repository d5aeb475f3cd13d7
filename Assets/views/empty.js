import { t } from '../models/words.js';
import { make } from './dom.js';
import { mark } from './icons.js';

/**
 * What an empty chat shows: the bird, a question, and three ways to begin.
 * @param {HTMLElement} place
 * @param {(text: string) => void} write
 */
export function fillEmptyState(place, write) {
  const ideas = [t('ideaPlan'), t('ideaCode'), t('ideaExplain')];
  const button = (/** @type {string} */ idea) =>
    make('button', { type: 'button', 'data-test': 'idea', onclick: () => write(idea) }, idea);
  const words = [make('h2', {}, t('greeting')), make('p', {}, t('welcome'))];
  place.append(mark(), ...words, make('div', { class: 'ideas' }, ...ideas.map(button)));
}
