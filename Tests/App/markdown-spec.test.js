// The published examples of CommonMark 0.31 and of GFM, which Scripts/setup fetches.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkdownStream } from '../../Assets/models/markdown/stream.js';
import { examples, html, normal, Writer } from './spec.js';

const folder = process.env.MARKDOWN_SPECS;
/** What GFM adds to CommonMark; its filter of HTML tags is for those who let HTML through. */
const extensions = /\(extension\)/;

function held(name, wanted, options) {
  const faults = wanted.filter((example) => normal(html(example.markdown, options)) !== normal(example.html));
  console.log(`${name}: ${wanted.length - faults.length} of ${wanted.length} examples`);
  assert.deepEqual(faults.map(({ number, markdown }) => ({ number, markdown })), []);
}

test('every example of CommonMark 0.31 is read as published', () => {
  const all = examples(`${folder}/commonmark.txt`);
  assert.ok(all.length >= 652);
  held('CommonMark 0.31', all, { areAddressesLinks: false });
});

test('every example of GFM tables, tasks, strikethrough and autolinks is read as published', () => {
  const added = examples(`${folder}/gfm.txt`).filter(({ section, kind }) => extensions.test(section) && kind !== 'tagfilter');
  assert.ok(added.length >= 23);
  held('GFM extensions', added, {});
});

test('a text says the same in whatever pieces it comes', () => {
  const all = examples(`${folder}/commonmark.txt`);
  for (const size of [1, 2, 3, 7, 64]) {
    for (const { number, markdown } of all) assert.equal(streamed(markdown, size), html(markdown), `${number} by ${size}`);
  }
});

test('what was handed out as final is what the end says, whatever comes after', () => {
  const text = examples(`${folder}/gfm.txt`).slice(0, 300).map(({ markdown }) => markdown).join('\n\n');
  assert.equal(streamed(text, 11), html(text));
});

function streamed(markdown, size) {
  const stream = new MarkdownStream();
  const blocks = [];
  for (let at = 0; at < markdown.length; at += size) blocks.push(...stream.append(markdown.slice(at, at + size)).closed);
  blocks.push(...stream.end().closed);
  return new Writer(stream.definitions, true).blocks(blocks);
}
