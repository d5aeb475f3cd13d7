const prefix = 'martlet.no-reasoning.';

/**
 * Whether the model is to show its thoughts in a session: yes, unless it was switched off on this device.
 * @param {string | null} session
 */
export function wantsReasoning(session) {
  try {
    return localStorage.getItem(prefix + (session ?? 'new')) === null;
  } catch {
    return true;
  }
}

/**
 * @param {string | null} session
 * @param {boolean} isWanted
 */
export function rememberReasoning(session, isWanted) {
  try {
    if (isWanted) localStorage.removeItem(prefix + (session ?? 'new'));
    else localStorage.setItem(prefix + (session ?? 'new'), '1');
  } catch {
    // Then it holds for this message only.
  }
}
