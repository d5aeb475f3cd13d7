import { make } from './dom.js';

/** Formulas that are selected are copied as their sources: what is drawn cannot be pasted anywhere. */
export function copySources() {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || event.target instanceof HTMLTextAreaElement) return;
    const text = sourceOf(selection.getRangeAt(0));
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  });
}

/**
 * What the range says, formulas as they were written; null if there are none in it.
 * @param {Range} range
 */
function sourceOf(range) {
  const { commonAncestorContainer: around } = range;
  const element = around instanceof Element ? around : around.parentElement;
  const whole = element?.closest('.math');
  if (whole instanceof HTMLElement) return whole.dataset.source ?? null;
  const copy = range.cloneContents();
  const formulas = /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll('.math[data-source]'));
  if (formulas.length === 0) return null;
  for (const formula of formulas) {
    formula.replaceChildren(formula.dataset.source ?? '');
    formula.classList.remove('drawn');
    formula.classList.add('source');
  }
  return laidOut(copy);
}

/**
 * The text of a fragment, with lines where it would have some.
 * @param {DocumentFragment} fragment
 */
function laidOut(fragment) {
  const stage = make('div', { class: 'prose copy-stage', 'aria-hidden': 'true' }, fragment);
  document.body.append(stage);
  const text = stage.innerText;
  stage.remove();
  return text;
}
