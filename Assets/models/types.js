// The shapes of the wire (types only; never loaded by the browser).

/**
 * @typedef {{id: string, name: string, mime: string, size: number, url: string, file?: File}} Attachment
 *   `file`: it is not at the server yet
 * @typedef {{code: string, message: string, retryable?: boolean}} Failure
 * @typedef {{prompt_tokens?: number, completion_tokens?: number, reasoning_tokens?: number}} Usage
 *
 * @typedef {object} ReasoningPart
 * @property {'reasoning'} type
 * @property {string} text
 * @property {number} [ms]        how long it thought; absent while it thinks
 *
 * @typedef {object} TextPart
 * @property {'text'} type
 * @property {string} text
 *
 * @typedef {object} ToolPart
 * @property {'tool'} type
 * @property {string} id
 * @property {string} tool
 * @property {string} call_str
 * @property {unknown} [args]
 * @property {string} output
 * @property {boolean} [ok]       absent while it runs
 * @property {number} [ms]
 * @property {number} [exit_code]
 * @property {boolean} [truncated]
 * @property {number} [at]        when it began, if that is known
 * @property {Attachment[]} [images]
 * @property {Approval} [approval]
 *
 * @typedef {object} Approval     a call that has to be allowed
 * @property {{id: string, label: string}[]} options
 * @property {string} [preview]   the exact command, or the change as a unified diff
 * @property {string} [answer]    the option chosen, or `stopped`; absent while it waits
 * @property {string} [by]
 *
 * @typedef {object} ButtonsPart  answers to choose from, pressed once
 * @property {'buttons'} type
 * @property {string} [text]
 * @property {{id: string, label: string, emoji?: string, style?: string}[]} buttons
 * @property {string} [pressed]
 *
 * @typedef {{type: 'image'} & Attachment} ImagePart
 * @typedef {ReasoningPart | TextPart | ToolPart | ImagePart | ButtonsPart} Part
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {'user' | 'assistant'} role
 * @property {number} at
 * @property {string} content
 * @property {Attachment[]} [attachments]
 * @property {Part[]} [parts]
 * @property {boolean} [pinned]
 * @property {boolean} [stopped]
 * @property {boolean} [interrupted]
 * @property {Failure} [error]
 * @property {number} [ms]
 * @property {Usage} [usage]
 * @property {string} [client_id]
 *
 * @typedef {object} SessionInfo
 * @property {string} id
 * @property {string} name
 * @property {number} created
 * @property {number} updated
 * @property {boolean} pinned
 * @property {string} [agent]
 * @property {boolean} running
 * @property {boolean} [waiting]  one of its calls waits to be allowed
 * @property {string} [preview]
 * @property {{message_id: string, snippet: string}[]} [matches]
 *
 * @typedef {object} TurnSnapshot  the running turn: `message` is its answer so far; `turn_start` has none
 * @property {string} turn_id
 * @property {string} [message_id]
 * @property {Message} [message]
 * @property {number} [at]
 *
 * @typedef {SessionInfo & {history: Message[], cursor: string, turn?: TurnSnapshot}} SessionDetail
 *
 * @typedef {object} Agent
 * @property {string} name
 * @property {string} label
 * @property {string} [model]
 * @property {boolean} [vision]
 * @property {boolean} [reasoning]
 * @property {string[] | boolean} [tools]
 * @property {number} [context_tokens]  how much its model can take in
 *
 * `session` says whose stream an event came by.
 * @typedef {{name: string, data: any, id: string, session: string | null}} ServerEvent
 */

export {};
