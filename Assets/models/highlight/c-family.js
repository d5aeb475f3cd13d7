import { backtick, block, character, double, numbers, single, slashes, triple, words } from './patterns.js';

/** @typedef {import('./tokens.js').Grammar} Grammar */

const shared = 'if else for while do switch case default break continue return';
const classes = 'class new this try catch throw public private protected static';
const truth = 'true false null';

/**
 * @param {string} keywords
 * @param {string} constants
 * @param {Grammar['rules']} own  what the language has besides, before all else
 * @param {string[]} strings
 * @returns {Grammar}
 */
function language(keywords, constants, own, strings) {
  const comments = `${slashes}|${block}`;
  return {
    rules: [['comment', comments], ...own, ['string', strings.join('|')], numbers, words],
    keywords: `${shared} ${keywords}`,
    constants,
  };
}

/** @type {Grammar['rules'][number]} */
const annotation = ['mark', '@[\\w.]+'];
/** @type {Grammar['rules'][number]} */
const directive = ['mark', '^[ \\t]*#[ \\t]*\\w+'];

/**
 * Languages with braces.
 * @type {Record<string, Grammar>}
 */
export const family = {
  'js javascript mjs cjs jsx ts typescript tsx': language(
    `${classes} const let var function async await yield of in typeof instanceof void delete export import from as extends `
    + 'super get set finally interface type enum implements readonly declare namespace abstract keyof satisfies debugger with',
    `${truth} undefined NaN Infinity`, [annotation], [double, single, backtick]),
  'swift': language(
    'class struct enum protocol extension actor func let var init deinit self Self super guard where in is as throw throws try '
    + 'catch rethrows async await import public private fileprivate internal open static final lazy weak unowned mutating '
    + 'nonisolated override required convenience associatedtype typealias some any inout defer repeat fallthrough get set subscript '
    + 'operator indirect borrowing consuming',
    'true false nil', [['mark', '[@#][A-Za-z]\\w*']], [triple, '#+"[^]*?(?:"#+|$(?![^]))', double]),
  'c h cpp c++ cc cxx hpp hh objc objective-c m cuda glsl arduino ino': language(
    `${classes} auto const constexpr consteval extern inline register restrict signed unsigned sizeof struct union enum typedef `
    + 'volatile goto void int char short long float double bool size_t namespace using template typename virtual override final '
    + 'explicit friend operator mutable noexcept decltype delete concept requires co_await co_return co_yield static_assert '
    + 'const_cast dynamic_cast static_cast reinterpret_cast',
    `${truth} nullptr NULL`, [directive], ['R"\\([^]*?(?:\\)"|$(?![^]))', double, character]),
  'rust rs': language(
    'as async await const crate dyn enum extern fn impl in let loop match mod move mut pub ref self Self static struct super '
    + 'trait type union unsafe use where bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64',
    'true false None Some Ok Err',
    [['mark', '#!?\\[[^\\]\\n]*\\]?'], ['function', '\\b\\w+!(?=[({\\[])'], ['string', character], ['name', "'[a-z_]\\w*"]],
    ['b?r#+"[^]*?(?:"#+|$(?![^]))', '"(?:[^"\\\\]|\\\\[^])*"?']),
  'go golang': language(
    'chan const defer fallthrough func go goto import interface map package range select struct type var any bool byte error '
    + 'float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr append cap close copy delete '
    + 'len make new panic print println recover',
    'true false nil iota', [], [double, '`[^`]*`?', character]),
  'java groovy': language(
    `${classes} abstract assert boolean byte char double enum extends final finally float implements import instanceof int `
    + 'interface long native package record sealed permits short super synchronized throws transient var void volatile yield',
    truth, [annotation], [triple, double, character]),
  'kotlin kt kts scala': language(
    'abstract actual annotation as by class companion const constructor crossinline data def expect extends external final finally '
    + 'fun get import in infix init inline inner interface internal is lateinit match new object open operator out override package '
    + 'private protected public reified sealed set super suspend tailrec this throw trait try catch typealias val var vararg when where '
    + 'with yield given using',
    truth, [annotation], [triple, double, character]),
  'cs csharp c#': language(
    `${classes} abstract as async await base bool byte char checked const decimal delegate double dynamic enum event explicit extern `
    + 'finally fixed float foreach get global implicit in init int interface internal is lock long nameof namespace object operator '
    + 'out override params partial readonly record ref required sbyte sealed set short sizeof stackalloc string struct typeof uint '
    + 'ulong unchecked unsafe ushort using value var virtual void volatile when where with yield',
    truth, [directive], [triple, '\\$?@\\$?"(?:[^"]|"")*"?', `\\$?${double}`, character]),
  'php': language(
    `${classes} abstract and array as callable clone const declare echo empty enum extends final finally fn foreach function global `
    + 'goto implements include include_once instanceof insteadof interface isset list match namespace or print readonly require '
    + 'require_once trait unset use var xor yield int string bool float mixed void self parent',
    truth, [['mark', '<\\?(?:php|=)?|\\?>|#\\['], ['comment', '#.*'], ['name', '\\$\\w+']],
    ['"(?:[^"\\\\]|\\\\[^])*"?', "'(?:[^'\\\\]|\\\\[^])*'?"]),
  'dart': language(
    `${classes} abstract as assert async await const covariant deferred dynamic enum export extends extension external factory final `
    + 'finally Function get hide implements import in interface is late library mixin on operator part required rethrow set show '
    + 'super sync typedef var void with yield int double String bool num',
    truth, [annotation], [triple, double, single]),
  'zig': language(
    'align allowzero and anyframe anytype asm async await catch comptime const defer enum errdefer error export extern fn inline '
    + 'noalias nosuspend or orelse packed pub resume struct suspend test threadlocal try union unreachable usingnamespace var '
    + 'volatile void bool u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64',
    'true false null undefined', [['mark', '@\\w+']], ['\\\\\\\\.*', double, character]),
};
