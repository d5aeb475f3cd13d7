// The examples of a specification written as CommonMark's is, and a way to say what our parser made of them in HTML.

import { readFileSync } from 'node:fs';
import { parseMarkdown } from '../../Assets/models/markdown/stream.js';
import { parseInline } from '../../Assets/models/markdown/inline.js';
import { splitRow as cells } from '../../Assets/models/markdown/table.js';

/**
 * @param {string} file
 * @returns {{number: number, kind: string, section: string, markdown: string, html: string}[]}
 */
export function examples(file) {
  const found = [];
  let section = '';
  const text = readFileSync(file, 'utf8').replaceAll('→', '\t');
  for (const match of text.matchAll(/^`{32} example ?(.*)\n([^]*?)^\.\n([^]*?)^`{32}$|^#{1,6} +(.*)$/gm)) {
    if (match[4]) section = match[4];
    else found.push({ number: found.length + 1, kind: match[1].trim(), section, markdown: match[2], html: match[3] });
  }
  return found;
}

/**
 * What our parser makes of a text, as the specifications write it.
 * @param {string} markdown
 * @param {{areAddressesLinks?: boolean}} [options]  GFM makes links of bare addresses, CommonMark does not
 */
export function html(markdown, options = {}) {
  const { blocks, definitions } = parseMarkdown(markdown);
  return new Writer(definitions, options.areAddressesLinks ?? true).blocks(blocks);
}

/** Writes blocks as HTML. */
export class Writer {
  constructor(definitions, areAddressesLinks) {
    this.definitions = definitions;
    this.areAddressesLinks = areAddressesLinks;
  }

  blocks(blocks) {
    return blocks.map((node) => this.block(node)).join('');
  }

  block(node, isTight = false) {
    switch (node.type) {
      case 'paragraph': return isTight ? this.inline(node.text) : `<p>${this.inline(node.text)}</p>\n`;
      case 'heading': return `<h${node.level}>${this.inline(node.text)}</h${node.level}>\n`;
      case 'rule': return '<hr />\n';
      case 'html': return node.text;
      case 'math': return `<math>${escape(node.source)}</math>\n`;
      case 'code': return this.code(node);
      case 'quote': return `<blockquote>\n${this.blocks(node.children)}</blockquote>\n`;
      case 'list': return this.list(node);
      default: return this.table(node);
    }
  }

  code({ language, text }) {
    const attribute = language ? ` class="language-${escape(language)}"` : '';
    return `<pre><code${attribute}>${escape(text)}</code></pre>\n`;
  }

  list({ ordered, first, tight, children }) {
    const tag = ordered ? 'ol' : 'ul';
    const start = ordered && first !== 1 ? ` start="${first}"` : '';
    const items = children.map(({ task, children: blocks }) => {
      const box = task === null ? '' : `<input ${task ? 'checked="" ' : ''}disabled="" type="checkbox"> `;
      return `<li>${box}${blocks.map((node) => `${task === null ? '\n' : ''}${this.block(node, tight)}`).join('')}</li>\n`;
    });
    return `<${tag}${start}>\n${items.join('')}</${tag}>\n`;
  }

  table({ alignments, head, rows }) {
    const row = (line, tag) => `<tr>\n${alignments.map((side, at) =>
      `<${tag}${side && ` align="${side}"`}>${this.inline(cells(line)[at] ?? '')}</${tag}>\n`).join('')}</tr>\n`;
    const body = rows.length ? `<tbody>\n${rows.map((line) => row(line, 'td')).join('')}</tbody>\n` : '';
    return `<table>\n<thead>\n${row(head, 'th')}</thead>\n${body}</table>\n`;
  }

  inline(text) {
    return parseInline(text, this.definitions).map((node) => this.node(node)).join('');
  }

  node(node) {
    const inside = () => node.children.map((child) => this.node(child)).join('');
    switch (node.type) {
      case 'text': return escape(node.text);
      case 'code': return `<code>${escape(node.text)}</code>`;
      case 'html': return node.text;
      case 'break': return '<br />\n';
      case 'math': return `<math>${escape(node.source)}</math>${node.after}`;
      case 'picture': return `<img src="${node.address}" />`;
      case 'link': return node.isBare && !this.areAddressesLinks ? inside()
        : `<a href="${address(node.target)}"${title(node)}>${inside()}</a>`;
      case 'image': return `<img src="${address(node.target)}" alt="${escape(words(node))}"${title(node)} />`;
      default: return `<${node.type}>${inside()}</${node.type}>`;
    }
  }
}

const title = (node) => (node.title ? ` title="${escape(node.title)}"` : '');
const words = (node) => ('children' in node ? node.children.map(words).join('') : node.text ?? '\n');
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (sign) => entities[sign]);
const address = (target) => escape(encodeURI(target).replace(/%25([0-9a-f]{2})/gi, '%$1'));

/** Where HTML does not care: between blocks. */
export const normal = (text) => text.replace(/\s*(<\/?(?:p|h\d|li|ul|ol|blockquote|pre|hr|table|thead|tbody|tr|t[hd])\b[^>]*>)\s*/g, '$1').trim();
