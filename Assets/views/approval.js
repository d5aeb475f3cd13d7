import { asked, toolKind } from '../models/tool-state.js';
import { t } from '../models/words.js';
import { changeOrText } from './change.js';
import { make } from './dom.js';

/**
 * @typedef {import('../models/types.js').ToolPart} ToolPart
 * @typedef {(part: ToolPart, option: string) => Promise<boolean>} Answer  false: it may be tried again
 */

/** @type {Record<string, import('../models/words.js').Word>} */
const known = { allow: 'allow', session: 'allowSession', deny: 'deny' };

/**
 * Asks a person to allow a call, by what exactly it would do. Nothing here is reached by accident: the buttons
 * take no focus by themselves.
 * @param {ToolPart} part  one that waits
 * @param {Answer} answer
 */
export function approvalView(part, answer) {
  const question = questionOf(part);
  const buttons = (part.approval?.options ?? []).map(({ id, label }) => make('button', {
    type: 'button',
    class: id === 'allow' ? 'button primary' : 'button',
    'data-option': id,
    onclick: () => press(id),
  }, known[id] ? t(known[id]) : label));
  let isAnswered = false;
  const press = async (/** @type {string} */ option) => {
    if (isAnswered) return;
    // Not `disabled`: that would take the focus away before it is known where it belongs.
    const mark = (/** @type {boolean} */ is) => {
      isAnswered = is;
      for (const button of buttons) button.setAttribute('aria-disabled', String(is));
    };
    mark(true);
    mark(await answer(part, option));
  };
  const names = { 'data-test': 'approval', role: 'group', 'aria-label': question, tabindex: '-1' };
  return make('div', { class: 'approval', ...names },
    make('p', {}, question), changeOrText(asked(part), 'approval-preview'), make('div', { class: 'answers' }, ...buttons));
}

/** @param {ToolPart} part */
function questionOf({ tool }) {
  const kind = toolKind(tool);
  return t(kind === 'command' ? 'askCommand' : kind === 'change' ? 'askChange' : 'askTool');
}
