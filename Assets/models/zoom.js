/**
 * How a picture stands in its frame: so much larger than fitting, moved by so many pixels from the middle.
 * @typedef {{scale: number, x: number, y: number}} Zoom
 * @typedef {{width: number, height: number}} Size
 */

/** @type {Zoom} */
export const fitting = { scale: 1, x: 0, y: 0 };
export const closest = 8;

/**
 * Makes it larger or smaller around a point, which stays where it is.
 * @param {Zoom} zoom
 * @param {number} factor
 * @param {{x: number, y: number}} point  from the middle of the frame
 * @returns {Zoom}
 */
export function zoomed(zoom, factor, point) {
  const scale = Math.min(closest, Math.max(1, zoom.scale * factor));
  const share = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * share, y: point.y - (point.y - zoom.y) * share };
}

/**
 * Keeps it in sight: no edge comes further in than the frame's.
 * @param {Zoom} zoom
 * @param {Size} picture  when it fits
 * @param {Size} frame
 * @returns {Zoom}
 */
export function kept({ scale, x, y }, picture, frame) {
  const within = (/** @type {number} */ value, /** @type {number} */ size, /** @type {number} */ room) => {
    const most = Math.max(0, (size * scale - room) / 2);
    return Math.min(most, Math.max(-most, value)) || 0;
  };
  return { scale, x: within(x, picture.width, frame.width), y: within(y, picture.height, frame.height) };
}
