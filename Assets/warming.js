import { idle } from './views/idle.js';
import { loadHighlight } from './views/lazy.js';
import { MarkdownView } from './views/markdown.js';

/** One of each kind: what is drawn for the first time takes many times as long. */
const samples = [
  'Words, **strong** and *soft*, `code`, [a link](mailto:a@example.org).',
  '## Heading\n\n> said\n\n---\n',
  '- one\n- [x] two\n\n1. three\n   - four\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n',
  '```\ncode\n```\n',
];

/** Makes the browser ready for the first answer while it has nothing better to do, a little at a time. */
export async function warm() {
  for (const sample of samples) {
    await idle();
    const view = new MarkdownView();
    view.update(sample.slice(0, -4), true);
    view.update(sample);
  }
  await idle();
  await loadHighlight().catch(() => {});
}
