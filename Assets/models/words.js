// Every word that the app says. Other languages are in `words/`; what they lack is said in English.

const english = {
  newChat: 'New chat',
  search: 'Search chats',
  noSessions: 'Your chats will appear here.',
  noMatches: 'Nothing found.',
  pinned: 'Pinned',
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Previous 7 days',
  month: 'Previous 30 days',
  older: 'Older',
  running: 'answering',
  unread: 'new answer',
  writing: 'Writing…',
  menuOf: 'Menu of {name}',
  rename: 'Rename',
  pin: 'Pin',
  unpin: 'Unpin',
  delete: 'Delete',
  exportMarkdown: 'Export as Markdown',
  exportJSON: 'Export as JSON',
  name: 'Name of the chat',
  chatDeleted: 'Chat deleted',
  messageDeleted: 'Message deleted',
  messageGone: 'This message is not there any more.',
  choose: 'Choose an answer',
  undo: 'Undo',
  dismiss: 'Dismiss',
  copied: 'Copied',
  copy: 'Copy',
  copyCode: 'Copy code',
  copyFailed: 'The browser did not let me copy.',
  edit: 'Edit and resend',
  regenerate: 'Try again',
  fork: 'Fork from here',
  more: 'More',
  you: 'You said',
  answer: 'Answer',
  thinking: 'Thinking…',
  thoughtFor: 'Thought for {time}',
  thoughtBriefly: 'Thought briefly',
  thought: 'Thoughts',
  working: 'Working on it',
  toolRunning: 'running',
  toolDone: 'done',
  toolFailed: 'failed',
  toolRefused: 'not allowed',
  toolWaiting: 'waits for you',
  toolOutput: 'Output',
  toolArguments: 'Arguments',
  change: 'Change',
  steps: '{n} steps',
  stepsFailed: '{n} failed',
  askCommand: 'Run this command?',
  askChange: 'Make this change?',
  askTool: 'Go ahead with this?',
  allow: 'Allow',
  allowSession: 'Allow for this chat',
  deny: 'Deny',
  waitsForYou: 'Needs your approval',
  waitsElsewhere: '“{name}” needs your approval',
  approvalWanted: 'Your approval is needed: {call}',
  addedLine: 'added',
  removedLine: 'removed',
  exitCode: 'exit {code}',
  truncated: 'The output was cut: it was too long.',
  noOutput: 'No output.',
  stopped: 'Stopped',
  interrupted: 'Interrupted: the server went away in mid-answer.',
  retry: 'Try again',
  resend: 'Send again',
  sending: 'Sending…',
  notSent: 'Not sent: {reason}',
  save: 'Send',
  send: 'Send',
  sendLater: 'Send when the answer is done',
  queued: 'Goes when the answer is done',
  sendNow: 'Send now',
  answerReplaced: 'Another answer instead',
  messageReplaced: 'Said anew',
  thinkingOn: 'Thoughts are shown',
  thinkingOff: 'Thoughts are not shown',
  context: '{percent} % of what the model can keep in mind: {used} of {window} tokens',
  sendOriginal: 'Made smaller. Send the original ({size})',
  sendSmaller: 'The original. Send it smaller ({size})',
  tokens: '{n} tokens',
  cancel: 'Cancel',
  taskDone: 'done',
  taskOpen: 'to do',
  table: 'Table',
  picture: 'Picture',
  pictureComes: 'A picture is coming…',
  pictureBroken: 'This picture is damaged.',
  pastedName: 'pasted file',
  editMessage: 'Edit your message',
  placeholder: 'Message {agent}',
  uploading: 'Uploading {name}',
  remove: 'Remove {name}',
  uploadFailed: '{name} could not be uploaded: {reason}',
  tooLarge: 'it is too large',
  offline: 'You are offline. Nothing is lost: I will catch up.',
  connecting: 'Reconnecting…',
  network: 'The server cannot be reached.',
  login: 'You are signed out. Reload the page to sign in.',
  logIn: 'Log in',
  logOut: 'Log out',
  logOutEverywhere: 'Log out on all devices',
  userName: 'Name',
  password: 'Password',
  setUp: 'Move in',
  setupWelcome: 'Choose the name and the password by which this server will know you.',
  setupNeedsLink: 'Nobody can log in yet. Open the link that the server has written into its log.',
  badAnswer: 'The server answered with something that I do not understand ({status}).',
  sessionGone: 'This chat does not exist (any more).',
  loadFailed: 'This chat could not be opened.',
  failed: 'Something went wrong',
  greeting: 'What is on your mind?',
  welcome: 'Ask, think aloud, or drop a file. Close the page whenever you like: the answer will be here.',
  ideaPlan: 'Plan a week of simple dinners',
  ideaCode: 'Write a Swift function that reverses words',
  ideaExplain: 'Explain how tides work, with a table',
  answerReady: 'Answer: {text}',
  answerFailed: 'The answer failed: {text}',
  close: 'Close',
  actions: 'Actions',
  thisChat: 'This chat',
  agents: 'Agents',
  chats: 'Chats',
  paletteHint: 'Do something, or find a chat…',
  importChats: 'Import chats',
  importFailed: '{name} could not be imported: {reason}',
  keys: 'Keyboard shortcuts',
  keyPalette: 'Commands and chats',
  keyPrevious: 'Previous chat',
  keyNext: 'Next chat',
  keyApproval: 'Go to what needs your approval',
  keySidebar: 'Show or hide the list of chats',
  keyWrite: 'Write',
  keyStop: 'Stop the answer',
  keyHelp: 'This list',
  keyBreak: 'New line',
  keyEditLast: 'Change your last message',
  pictures: 'Pictures',
  previousPicture: 'Previous picture',
  nextPicture: 'Next picture',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  openOriginal: 'Open the original',
  seconds: '{n} s',
  minutes: '{n} min {s} s',
  openList: 'Open the list of chats',
  closeList: 'Close the list of chats',
  menuOfChat: 'Menu of this chat',
  chooseAgent: 'Choose an agent',
  messages: 'Messages',
  jump: 'Jump to the latest words',
  attach: 'Attach files',
  showThoughts: 'Show thoughts',
  stopAnswer: 'Stop the answer (Esc)',
  stopShort: 'Stop (Esc)',
  keysShort: 'Keyboard shortcuts (?)',
  mistakes: 'Models make mistakes. Check what matters.',
  dropHere: 'Drop files to attach them',
  waitsForNetwork: 'Waits for the network',
  newVersion: 'There is a new version.',
  reload: 'Reload',
  later: 'Later',
};

/** @typedef {keyof typeof english} Word */
/** @typedef {Partial<Record<Word, string>>} Words  what is missing is said in English */

/**
 * The other languages, each loaded only where it is wanted.
 * @type {Record<string, () => Promise<{words: Words}>>}
 */
const languages = {
  ar: () => import('../words/ar.js'),
  de: () => import('../words/de.js'),
  es: () => import('../words/es.js'),
  ja: () => import('../words/ja.js'),
  zh: () => import('../words/zh.js'),
};
const rightToLeft = ['ar'];

/** @type {Words} */
let chosen = english;
/** The language that is spoken, as the browser named it: for dates and numbers. */
let tag = 'en';

/**
 * Takes the first of the wanted languages that we speak, and loads it.
 * @param {readonly string[]} wanted  best first, such as `de-AT`
 */
export async function chooseLanguage(wanted) {
  const known = wanted.find((one) => nameOf(one) === 'en' || nameOf(one) in languages) ?? 'en';
  const name = nameOf(known);
  if (name !== 'en') {
    try {
      chosen = (await languages[name]()).words;
    } catch {
      return; // Not to be had without a network: English it is.
    }
  }
  tag = known;
  document.documentElement.lang = known;
  document.documentElement.dir = rightToLeft.includes(name) ? 'rtl' : 'ltr';
}

/** @param {string} wanted */
const nameOf = (wanted) => wanted.toLowerCase().split('-')[0];

/** The language that is spoken, for `Intl`. */
export const locale = () => tag;

/**
 * What an English sentence of ours is in the chosen language; undefined if it is none, or need not be changed.
 * @param {string | null | undefined} sentence
 * @returns {string | undefined}
 */
export function inChosen(sentence) {
  if (!sentence || chosen === english) return undefined;
  const found = Object.entries(english).find(([, words]) => words === sentence);
  return found && chosen[/** @type {Word} */ (found[0])];
}

/**
 * The words for `key`, with `{holes}` filled.
 * @param {Word} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return (chosen[key] ?? english[key]).replace(/\{(\w+)\}/g, (_, hole) => String(values[hole] ?? ''));
}
