const nextMilliseconds = 700;

/**
 * Asks for an event stream on several lines, one after the other, until one of them answers: a browser asks on the
 * lines that it has kept, and after a sleep each of them may be dead and look open. The others are given up then.
 *
 * Rejects when all that were asked have failed, and when `signal` ends it, which also ends the stream.
 * @param {string} address
 * @param {number} lines  so many at most
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
export function firstAnswer(address, lines, signal) {
  return new Promise((resolve, reject) => {
    /** @type {Set<AbortController>} */
    const asked = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let next;
    let left = lines;

    const giveUp = () => {
      clearTimeout(next);
      for (const line of asked) line.abort();
      reject(signal.reason);
    };
    const ask = () => {
      const line = new AbortController();
      asked.add(line);
      left -= 1;
      if (left > 0) next = setTimeout(ask, nextMilliseconds);
      request(address, line.signal).then((response) => won(line, response), (error) => failed(line, error));
    };
    /** @type {(line: AbortController, response: Response) => void} */
    const won = (line, response) => {
      asked.delete(line);
      clearTimeout(next);
      for (const other of asked) other.abort();
      asked.clear();
      asked.add(line);
      resolve(response);
    };
    /** @type {(line: AbortController, error: unknown) => void} */
    const failed = (line, error) => {
      asked.delete(line);
      if (asked.size > 0) return;
      clearTimeout(next);
      reject(error);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    ask();
  });
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 */
function request(address, signal) {
  return fetch(address, { headers: { Accept: 'text/event-stream' }, signal, cache: 'no-store', redirect: 'manual' });
}
