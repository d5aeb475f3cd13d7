const namespace = 'http://www.w3.org/2000/svg';

/** Our own strokes on a grid of 24. */
const strokes = {
  sidebar: ['M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z', 'M9.5 5v14'],
  compose: ['M11.5 4.5H6a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 6 19.5h12a1.5 1.5 0 0 0 1.5-1.5v-5.5', 'M18.2 3.8a1.4 1.4 0 0 1 2 2L12.5 13.5l-3 1 1-3Z'],
  search: ['M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z', 'm15.5 15.5 4.5 4.5'],
  dots: ['M6 12h.01', 'M12 12h.01', 'M18 12h.01'],
  pin: ['M9 4h6', 'M10 4v5.5L7.5 13h9L14 9.5V4', 'M12 13v7'],
  pencil: ['M16.5 4.5a1.8 1.8 0 0 1 2.8 2.8L8 18.7 4 20l1.3-4Z'],
  trash: ['M5 7h14', 'M9.5 7V4.5h5V7', 'M7 7l.8 12.5h8.4L17 7', 'M10.5 11v5', 'M13.5 11v5'],
  copy: ['M9.5 8.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z', 'M15.5 8.5v-3a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3'],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  again: ['M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9', 'M19.5 4.5V9H15'],
  fork: ['M7 4v16', 'M7 14c0-4 10-2 10-8', 'm14 8.5 3-3 3 3'],
  send: ['M12 19V5.5', 'm6 11.5 6-6 6 6'],
  clip: ['m19 11.5-7.3 7.3a4.5 4.5 0 0 1-6.4-6.4l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.6 7.5a1.5 1.5 0 0 1-2.1-2.1l6.9-6.9'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  down: ['M12 5v13.5', 'm6 12.5 6 6 6-6'],
  chevron: ['m8 10 4 4 4-4'],
  file: ['M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5Z', 'M13.5 3.5v5h5'],
  save: ['M12 4v11', 'm7.5 10.5 4.5 4.5 4.5-4.5', 'M5 19.5h14'],
  warning: ['M12 4 21 19.5H3Z', 'M12 10v4', 'M12 16.8h.01'],
  globe: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', 'M3.5 12h17', 'M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17Z'],
  plug: ['M8.5 3.5v5', 'M15.5 3.5v5', 'M6 8.5h12v3a6 6 0 0 1-12 0Z', 'M12 17.5v3'],
  steps: ['M5.5 6h.01', 'M5.5 12h.01', 'M5.5 18h.01', 'M10 6h9.5', 'M10 12h9.5', 'M10 18h9.5'],
  hand: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', 'M12 7.5v5.5', 'M12 16.3h.01'],
  left: ['m14 7-5 5 5 5'],
  right: ['m10 7 5 5-5 5'],
  plus: ['M12 5.5v13', 'M5.5 12h13'],
  minus: ['M5.5 12h13'],
  chat: ['M5.5 5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H11l-4 3.5V16H5.5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z'],
  keyboard: ['M4.5 6.5h15a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z', 'M7 10h.01', 'M10.3 10h.01', 'M13.7 10h.01', 'M17 10h.01', 'M8.5 14h7'],
  tool: ['M4.5 5.5h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1Z', 'm7 9.5 3 2.5-3 2.5', 'M12.5 15h4'],
};

/** The martlet itself, on a grid of 64: wings, fork, no feet; it never lands. */
export const martlet =
  'M61 15C50 13.5 42 17 36.5 23.5C31 15.5 20 10 4 11C14.5 15 22.5 21.5 27 31.5C22 38 15.5 45.5 8 53C15.5 51 '
  + '21.5 48 26.5 44C26 48.5 24.5 53 22 58C30 51.5 37 43 40.5 33C44 24.5 51 18.5 61 15Z';

/**
 * @param {keyof typeof strokes} name
 * @returns {SVGSVGElement} hidden from screen readers: the button around it has a name
 */
export function icon(name) {
  const svg = canvas(24);
  if (name === 'dots') svg.classList.add('dots');
  for (const stroke of strokes[name]) svg.append(path(stroke));
  return svg;
}

/** A square that fills: stop. */
export function stopIcon() {
  const svg = canvas(24);
  svg.append(path('M8.5 7h7A1.5 1.5 0 0 1 17 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15.5v-7A1.5 1.5 0 0 1 8.5 7Z'));
  svg.classList.add('filled');
  return svg;
}

/** The mark of the house. */
export function mark() {
  const svg = canvas(64);
  svg.append(path(martlet));
  svg.setAttribute('class', 'mark');
  return svg;
}

/** @param {number} size */
function canvas(size) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

/** @param {string} shape */
function path(shape) {
  const element = document.createElementNS(namespace, 'path');
  element.setAttribute('d', shape);
  return element;
}
