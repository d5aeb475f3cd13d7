/**
 * Takes files that are dragged over the page.
 * @param {HTMLElement} zone    shown while they hover
 * @param {(files: FileList) => void} take
 */
export function listenForDrops(zone, take) {
  let depth = 0;
  const show = (/** @type {number} */ now) => {
    depth = Math.max(0, now);
    zone.hidden = depth === 0;
  };
  addEventListener('dragenter', (event) => hasFiles(event) && show(depth + 1));
  addEventListener('dragleave', (event) => hasFiles(event) && show(depth - 1));
  addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    show(0);
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) take(event.dataTransfer.files);
  });
}

/** @param {DragEvent} event */
function hasFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
