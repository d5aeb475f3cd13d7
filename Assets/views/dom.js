/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, unknown>} Attributes  `onclick` listens; true is an empty attribute, false none
 */

/**
 * An element with its attributes and children. Text is always text: nothing here can make markup of it.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    const listener = typeof value === 'function' ? /** @type {EventListener} */ (value) : null;
    if (listener) element.addEventListener(name.slice(2), listener);
    else setAttribute(element, name, value);
  }
  element.append(...present(children));
  return element;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child || child === ''));
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else {
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/**
 * Lays out nothing where the text is what it was.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The element that carries `data-test=name`; the page's skeleton promises it.
 * @template {HTMLElement} T
 * @param {ParentNode} root
 * @param {string} name
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(root, name, kind) {
  const element = root.querySelector(`[data-test="${name}"]`);
  if (element instanceof kind) return element;
  throw new Error(`no ${kind.name} called ${name}`);
}

/**
 * Makes the children of `parent` be `wanted`, in order, moving as few as possible.
 * @param {Element} parent
 * @param {Element[]} wanted
 */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const element of wanted) {
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
}

/** A page in the background gets no frames, and is to be right all the same when it comes back. */
const longestWaitMilliseconds = 250;

/**
 * Calls `draw` once a frame at most, however often it is asked to.
 * @param {() => void} draw
 * @returns {() => void}
 */
export function oncePerFrame(draw) {
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
    draw();
  };
  return () => {
    if (frame) return;
    frame = requestAnimationFrame(run);
    timer = setTimeout(run, longestWaitMilliseconds);
  };
}

/**
 * Whether a finger is what points here: Enter then breaks the line, and nothing takes the focus by itself.
 */
export const isTouch = () => matchMedia('(pointer: coarse)').matches;
