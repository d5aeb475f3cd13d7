import { block, double, hash, numbers, single, word, words } from './patterns.js';

/** @typedef {import('./tokens.js').Grammar} Grammar */

/** @type {Grammar['rules'][number]} */
const comment = ['comment', '(?:^|[ \\t;(])#.*'];

/** @type {Grammar} */
const sql = {
  isCaseless: true,
  rules: [['comment', `--.*|${block}`], ['string', "'(?:[^']|'')*'?"], ['name', '"[^"\\n]*"?|`[^`\\n]*`?|[@:]\\w+'], numbers, words],
  keywords: 'add all alter analyze and any as asc auto_increment begin between by cascade case check column commit conflict '
    + 'constraint create cross current database default delete desc distinct do drop else end except exists explain first for '
    + 'foreign from full function grant group having if ilike in index inner insert intersect into is join key last lateral left '
    + 'like limit materialized natural not nothing nulls offset on or order outer over partition primary procedure recursive '
    + 'references replace returning revoke right rollback row rows select set table temporary then to transaction trigger '
    + 'truncate union unique update using values view when where window with bigint boolean char date decimal double float int '
    + 'integer json jsonb numeric real serial smallint text time timestamp timestamptz uuid varchar',
  constants: 'true false null',
};

/**
 * Languages without braces, and the shell.
 * @type {Record<string, Grammar>}
 */
export const scripts = {
  'python py python3 ipython pycon starlark': {
    rules: [
      ['comment', hash],
      ['string', '[rRbBfFuUtT]{0,2}(?:"""[^]*?(?:"""|$(?![^]))|\'\'\'[^]*?(?:\'\'\'|$(?![^])))'],
      ['string', `\\b[rRbBfFuUtT]{1,2}(?:${double}|${single})|${double}|${single}`],
      ['mark', '^[ \\t]*@[\\w.]+|^>>>|^\\.\\.\\.'], numbers, words,
    ],
    keywords: 'and as assert async await break case class continue def del elif else except finally for from global if import in '
      + 'is lambda match nonlocal not or pass raise return try type while with yield self cls',
    constants: 'True False None',
  },
  'ruby rb': {
    rules: [
      ['comment', '#.*|^=begin[^]*?(?:^=end|$(?![^]))'], ['string', `${double}|${single}|\`[^\`]*\`?`],
      ['name', '@@?\\w+|\\$\\w+|:[A-Za-z_]\\w*[?!]?'], numbers, ['word', '[A-Za-z_]\\w*[?!]?'],
    ],
    keywords: 'alias and begin break case class def defined? do else elsif end ensure extend for if in include module next not or '
      + 'private protected public raise redo require require_relative rescue retry return self super then undef unless until when '
      + 'while yield attr_accessor attr_reader attr_writer lambda proc puts',
    constants: 'true false nil',
  },
  'bash sh shell zsh console shell-session fish ksh': {
    isPlain: true,
    rules: [
      comment, ['string', '"(?:[^"\\\\]|\\\\[^])*"?|\\$?\'[^\']*\'?'],
      ['name', '\\$(?:\\w+|\\{[^}\\n]*\\}?|[@#?$!*-])|^[A-Za-z_]\\w*(?==)'], ['mark', '^[$%>#] |[|&;<>]+'],
      ['type', '(?:^|[ \\t])--?[A-Za-z][\\w-]*'], ['number', '\\b\\d+\\b'], ['word', '[A-Za-z_][\\w.-]*'],
    ],
    keywords: 'if then else elif fi for while until do done case esac in function select time return exit export local readonly '
      + 'declare unset shift source alias eval exec trap set cd echo printf read test sudo apt apt-get brew cat chmod chown cp curl '
      + 'docker find git grep kill ls make mkdir mv npm node pip python python3 rm sed ssh swift systemctl tar touch wget xargs awk cargo go',
  },
  'powershell ps1 pwsh': {
    isCaseless: true,
    isPlain: true,
    rules: [
      ['comment', '<#[^]*?(?:#>|$(?![^]))|#.*'], ['string', '"(?:[^"`]|`[^])*"?|\'[^\']*\'?'], ['name', '\\$[\\w:]+'],
      ['function', '\\b[A-Za-z]{1,40}-[A-Za-z]{1,40}\\b'], ['type', '-[A-Za-z]\\w*'], numbers, words,
    ],
    keywords: 'begin break catch class continue do else elseif end exit filter finally for foreach function if in param process '
      + 'return switch throw trap try until while',
  },
  'lua': {
    rules: [['comment', '--\\[\\[[^]*?(?:\\]\\]|$(?![^]))|--.*'], ['string', `\\[\\[[^]*?(?:\\]\\]|$(?![^]))|${double}|${single}`], numbers, words],
    keywords: 'and break do else elseif end for function goto if in local not or repeat return then until while',
    constants: 'true false nil',
  },
  'r': {
    rules: [['comment', hash], ['string', `${double}|${single}`], numbers, ['word', '[A-Za-z.][\\w.]*']],
    keywords: 'if else repeat while function for in next break return library',
    constants: 'TRUE FALSE NULL NA NaN Inf',
  },
  'haskell hs elm': {
    rules: [['comment', '--.*|\\{-[^]*?(?:-\\}|$(?![^]))'], ['string', double], numbers, words],
    keywords: 'case class data deriving do else if import in infix infixl infixr instance let module newtype of then type where',
    constants: 'True False',
  },
  'sql postgresql postgres mysql sqlite plsql': sql,
  'dockerfile docker containerfile': {
    isPlain: true,
    rules: [
      ['comment', '^[ \\t]*#.*'], ['keyword', '^[ \\t]*[A-Z]{3,}\\b|\\bAS\\b'], ['string', `${double}|${single}`],
      ['name', '\\$(?:\\w+|\\{[^}\\n]*\\}?)'], ['type', '(?:^|[ \\t])--?[A-Za-z][\\w-]*'],
    ],
  },
  'make makefile': {
    isPlain: true,
    rules: [
      comment, ['function', '^[\\w./%-]{1,60}(?=[ \\t]{0,9}:(?!=))'], ['name', '\\$\\([^)\\n]*\\)|\\$[\\w@<^]|^[A-Za-z_]\\w{0,60}(?=[ \\t]{0,9}[:?+]?=)'],
      ['string', `${double}|${single}`], ['word', word],
    ],
    keywords: 'ifeq ifneq ifdef ifndef else endif include define endef export',
  },
};
