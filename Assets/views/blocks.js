import { openCell, splitRow } from '../models/markdown/table.js';
import { t } from '../models/words.js';
import { drawCode, growCode } from './code-block.js';
import { make } from './dom.js';
import { mathBlock } from './maths.js';

/**
 * @typedef {import('../models/markdown/blocks.js').Block} Block
 * @typedef {import('../models/markdown/blocks.js').Table} Table
 * @typedef {import('./inlines.js').InlineHosts} InlineHosts
 * @typedef {import('./inlines.js').InlineHost} InlineHost
 * @typedef {{node: HTMLElement, block: Block, inside?: Drawn[], host?: InlineHost}} Drawn
 */

/**
 * The page has its own first heading; an answer's begin one lower.
 * @type {('h2' | 'h3' | 'h4' | 'h5' | 'h6')[]}
 */
const headings = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'];

/**
 * Makes what was drawn show `blocks`, touching only what has changed.
 * @param {HTMLElement} parent
 * @param {Drawn[]} old
 * @param {Block[]} blocks
 * @param {InlineHosts} hosts
 * @param {Node | null} [next]  what stands after the old ones, if anything does
 * @returns {Drawn[]}
 */
export function patchBlocks(parent, old, blocks, hosts, next = null) {
  const drawn = blocks.map((block, index) => {
    const before = old[index];
    if (before?.block === block) return before;
    if (before && refresh(before, block, hosts)) return { ...before, block };
    const made = draw(block, hosts);
    if (before) before.node.replaceWith(made.node);
    else parent.insertBefore(made.node, next);
    return made;
  });
  for (const rest of old.slice(blocks.length)) rest.node.remove();
  return drawn;
}

/**
 * Whether the node could be made to show the block.
 * @param {Drawn} drawn
 * @param {Block} block
 * @param {InlineHosts} hosts
 */
function refresh(drawn, block, hosts) {
  const { node, block: old, host } = drawn;
  if (old.type === 'heading' && block.type === 'heading' && old.level !== block.level) return false;
  if (host && 'text' in block && old.type === block.type) host.update(block.text, isOpen(block));
  else if (old.type === 'code' && block.type === 'code') return growCode(node, old, block, hosts.isOpen);
  else if (old.type === 'table' && block.type === 'table') return refreshTable(node, old, block, hosts);
  else if (old.type === 'rule' && block.type === 'rule') return true;
  else if (drawn.inside && 'children' in block) return refreshContainer(drawn, block, hosts);
  else return false;
  return true;
}

/**
 * @param {Drawn} drawn
 * @param {Block & {children: Block[]}} block
 * @param {InlineHosts} hosts
 */
function refreshContainer(drawn, block, hosts) {
  const { node, block: old } = drawn;
  if (old.type !== block.type) return false;
  if (old.type === 'item' && block.type === 'item' && old.task !== block.task) return false;
  if (old.type === 'list' && block.type === 'list') {
    if (old.ordered !== block.ordered) return false;
    node.classList.toggle('loose', !block.tight);
  }
  drawn.inside = patchBlocks(node, drawn.inside ?? [], block.children, hosts);
  return true;
}

/**
 * @param {Block} block
 * @param {InlineHosts} hosts
 * @returns {Drawn}
 */
function draw(block, hosts) {
  switch (block.type) {
    case 'paragraph': return words(make('p'), block, hosts);
    case 'heading': return words(make(headings[block.level - 1]), block, hosts);
    case 'code': return { node: drawCode(block, hosts.isOpen), block };
    case 'html': return { node: make('p', { class: 'html' }, block.text.trimEnd()), block };
    case 'math': return { node: mathBlock(block), block };
    case 'rule': return { node: make('hr'), block };
    case 'table': return { node: table(block, hosts), block };
    case 'quote': return container(make('blockquote', { dir: 'auto' }), block, hosts);
    case 'item': return container(item(block.task), block, hosts);
    case 'list': return container(list(block), block, hosts);
  }
}

/**
 * @param {HTMLElement} node
 * @param {Block & {text: string}} block
 * @param {InlineHosts} hosts
 * @returns {Drawn}
 */
function words(node, block, hosts) {
  return { node, block, host: hosts.add(node, block.text, isOpen(block)) };
}

/** @param {Block} block */
const isOpen = (block) => 'isOpen' in block && block.isOpen === true;

/**
 * @param {HTMLElement} node
 * @param {Block & {children: Block[]}} block
 * @param {InlineHosts} hosts
 * @returns {Drawn}
 */
function container(node, block, hosts) {
  return { node, block, inside: patchBlocks(node, [], block.children, hosts) };
}

/** @param {import('../models/markdown/blocks.js').List} block */
function list({ ordered, first, tight }) {
  const attributes = { dir: 'auto', class: tight ? null : 'loose' };
  return ordered ? make('ol', { ...attributes, start: first === 1 ? null : first }) : make('ul', attributes);
}

/** @param {boolean | null} task */
function item(task) {
  if (task === null) return make('li');
  const label = t(task ? 'taskDone' : 'taskOpen');
  return make('li', { class: 'task' },
    make('input', { type: 'checkbox', disabled: true, checked: task, 'aria-label': label }));
}

/**
 * It scrolls by itself, so that a wide table does not widen the page; by keyboard too.
 * @param {Table} block
 * @param {InlineHosts} hosts
 */
function table(block, hosts) {
  const body = make('tbody', {}, ...block.rows.map((line, at) => row(line, 'td', block, hosts, isOpenRow(block, at))));
  return make('div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': t('table') },
    make('table', { dir: 'auto' }, make('thead', {}, row(block.head, 'th', block, hosts)), body));
}

/**
 * @param {string} line
 * @param {'th' | 'td'} tag
 * @param {Table} table
 * @param {InlineHosts} hosts
 * @param {boolean} [isOpen]  the line may go on
 */
function row(line, tag, { alignments }, hosts, isOpen = false) {
  const texts = splitRow(line);
  const last = isOpen ? openCell(line) : -1;
  return make('tr', {}, ...alignments.map((side, at) => {
    const cell = make(tag, { class: side || null });
    hosts.add(cell, texts[at] ?? '', at === last);
    return cell;
  }));
}

/**
 * @param {Table} block
 * @param {number} at
 */
function isOpenRow({ isOpen, rows }, at) {
  return isOpen === true && at === rows.length - 1;
}

/**
 * Rows that are as they were stay.
 * @param {HTMLElement} node
 * @param {Table} old
 * @param {Table} block
 * @param {InlineHosts} hosts
 */
function refreshTable(node, old, block, hosts) {
  const body = node.querySelector('tbody');
  if (!body || old.head !== block.head || old.alignments !== block.alignments) return false;
  block.rows.forEach((line, at) => {
    const isOpen = isOpenRow(block, at);
    if (old.rows[at] === line && isOpenRow(old, at) === isOpen) return;
    const made = row(line, 'td', block, hosts, isOpen);
    if (at < old.rows.length) body.children[at].replaceWith(made);
    else body.append(made);
  });
  for (let at = old.rows.length; at > block.rows.length; at -= 1) body.lastElementChild?.remove();
  return true;
}
