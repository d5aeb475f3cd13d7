/** @typedef {import('./types.js').Message} Message */

/**
 * How much of the model's window the conversation takes, as its last answer tells; null where that is not
 * known.
 * @param {Message[]} messages
 * @param {number | undefined} windowTokens
 * @returns {{used: number, window: number, share: number} | null}
 */
export function contextUse(messages, windowTokens) {
  const last = windowTokens ? lastUsage(messages) : null;
  if (!last || !windowTokens) return null;
  const used = (last.prompt_tokens ?? 0) + (last.completion_tokens ?? 0);
  return used > 0 ? { used, window: windowTokens, share: Math.min(1, used / windowTokens) } : null;
}

/** @param {Message[]} messages */
function lastUsage(messages) {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const { usage } = messages[index];
    if (usage) return usage;
  }
  return null;
}
