import { block, double, hash, number, single } from './patterns.js';

/** @typedef {import('./tokens.js').Grammar} Grammar */

const constants = '\\b(?:true|false|null|yes|no|on|off|nan|inf)\\b';
/** @type {Grammar['rules'][number]} */
const values = ['number', `${number}|${constants}`];

/**
 * Data, documents and styles.
 * @type {Record<string, Grammar>}
 */
export const markup = {
  'json json5 jsonc jsonl ndjson geojson': {
    rules: [
      ['comment', `//.*|${block}`], ['name', '"(?:[^"\\\\\\n]|\\\\.){0,200}"(?=\\s{0,20}:)'], ['string', `${double}|${single}`],
      ['number', `-?${number}|${constants}`],
    ],
  },
  'yaml yml': {
    rules: [
      ['comment', '(?:^|[ \\t])#.*'], ['mark', '^---.*|^\\.\\.\\.$|[&*!][A-Za-z][\\w-]*|[|>][+-]?$'],
      ['name', '[\\w./$-]{1,60}(?=:(?:[ \\t]|$))|"[^"\\n]{0,80}"(?=:)'],
      ['string', `${double}|${single}`], values,
    ],
  },
  'toml ini cfg conf properties env dotenv editorconfig': {
    rules: [
      ['comment', '(?:^|[ \\t])[#;].*'], ['heading', '^[ \\t]*\\[.*'], ['name', '^[ \\t]*[\\w."-]{1,60}(?=[ \\t]{0,20}[=:])'],
      ['string', `"""[^]*?(?:"""|$(?![^]))|${double}|${single}`], values,
    ],
  },
  'html xml svg xhtml vue svelte astro plist rss htm': {
    rules: [
      ['comment', '<!--[^]*?(?:-->|$(?![^]))'], ['mark', '<[!?][^>]*>?'], ['keyword', '</?[A-Za-z][\\w:.-]*|/?>'],
      ['name', '[@:\\w.-]{1,60}(?==)'], ['string', '"[^"<]*"|\'[^\'<]*\''], ['number', '&#?\\w+;'],
    ],
  },
  'css scss less sass': {
    rules: [
      ['comment', `${block}|^[ \\t]*//.*`], ['mark', '@[\\w-]+|![a-z]+'], ['string', `${double}|${single}`],
      ['name', '--[\\w-]+|\\$[\\w-]+|[a-z-]{1,40}(?=[ \\t]{0,9}:[ \\t])'], ['number', '#[\\da-fA-F]{3,8}\\b|-?\\b\\d[\\d.]*(?:%|[a-z]+)?'],
      ['type', '[.#][A-Za-z][\\w-]*|::?[a-z][a-z-]*'], ['function', '[a-z-]{1,40}(?=\\()'],
    ],
  },
  'diff patch': {
    rules: [
      ['heading', '^(?:diff|index|---|\\+\\+\\+|@@|\\*\\*\\*|rename|similarity|new file|deleted file).*'],
      ['added', '^\\+.*'], ['removed', '^-.*'],
    ],
  },
  'markdown md mdx': {
    rules: [
      ['comment', '<!--[^]*?(?:-->|$(?![^]))'], ['string', '^```[^]*?(?:^```|$(?![^]))|`[^`\\n]+`?'], ['heading', '^#{1,6} .*'],
      ['mark', '^[ \\t]*(?:[-*+]|\\d+[.)]|>)(?= )'], ['keyword', '\\*\\*[^*\\n]{1,200}\\*\\*|__[^_\\n]{1,200}__'],
      ['name', '\\[[^\\]\\n]{1,200}\\]'], ['function', '\\]?\\([^)\\n]{1,300}\\)'],
    ],
  },
  'http': {
    rules: [['keyword', '^[A-Z]{3,7}(?= )|HTTP/\\d(?:\\.\\d)?'], ['name', '^[\\w-]{1,60}(?=:)'], ['string', double], values],
  },
  'graphql gql': {
    rules: [
      ['comment', hash], ['string', double], ['name', '[$@]\\w+|\\b\\w{1,60}(?=:)'],
      ['keyword', '\\b(?:query|mutation|subscription|fragment|on|type|input|enum|interface|union|scalar|schema|extend|implements)\\b'],
      values, ['type', '\\b[A-Z]\\w*'],
    ],
  },
};
