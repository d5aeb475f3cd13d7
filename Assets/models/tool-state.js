/** @typedef {import('./types.js').ToolPart} ToolPart */
/** @typedef {'waiting' | 'running' | 'ok' | 'refused' | 'failed'} ToolState */

/**
 * What has become of a call.
 * @param {ToolPart} part
 * @param {boolean} isLive  its turn still runs
 * @returns {ToolState}
 */
export function toolState({ ok, approval }, isLive) {
  if (ok) return 'ok';
  if (approval?.answer === 'deny' || approval?.answer === 'stopped') return 'refused';
  if (ok === undefined && isLive) return approval && !approval.answer ? 'waiting' : 'running';
  return 'failed';
}

/** @typedef {'command' | 'change' | 'file' | 'search' | 'web' | 'other'} ToolKind */

/** @type {Record<string, ToolKind>} */
const kinds = {
  exec: 'command',
  write_file: 'change',
  edit_file: 'change',
  read_file: 'file',
  list_files: 'file',
  search_files: 'search',
  fetch_url: 'web',
};

/**
 * What sort of work a tool does.
 * @param {string} tool
 * @returns {ToolKind}
 */
export const toolKind = (tool) => kinds[tool] ?? 'other';

/**
 * What exactly is to be allowed.
 * @param {ToolPart} part
 */
export function asked({ approval, args, call_str }) {
  const command = /** @type {{command?: unknown} | undefined} */ (args)?.command;
  return approval?.preview ?? (typeof command === 'string' ? command : call_str);
}
