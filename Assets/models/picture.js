// The types of the checker are older than it (Safari 16.4, Firefox 105).
const Canvas = /** @type {any} */ (globalThis).OffscreenCanvas;

/** Longer edges tell a model no more, and cost upload and tokens. */
const longestEdge = 2_048;
const quality = 0.86;
/** A smaller file is sent as it is. */
const smallBytes = 300_000;
/** What is saved has to be worth it. */
const worthwhileShare = 0.8;

/**
 * A picture made smaller for sending; null where that is not possible or not worth it. Moving pictures and
 * those that the browser cannot read stay as they are.
 * @param {File} file
 * @returns {Promise<File | null>}
 */
export async function smallerPicture(file) {
  if (!/^image\/(?:png|jpeg|webp|avif|bmp|heic|heif)$/.test(file.type) || file.size < smallBytes) return null;
  if (!Canvas) return null;
  try {
    const picture = await createImageBitmap(file);
    const blob = await drawn(picture, file.type);
    return blob.size < file.size * worthwhileShare ? renamed(file, blob) : null;
  } catch {
    return null;
  }
}

/**
 * @param {ImageBitmap} picture
 * @param {string} type
 * @returns {Promise<Blob>}
 */
async function drawn(picture, type) {
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const canvas = new Canvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // Letters on a screenshot suffer from JPEG, and what is transparent would turn black.
  const wanted = type === 'image/png' ? 'image/webp' : 'image/jpeg';
  return canvas.convertToBlob({ type: wanted, quality });
}

/**
 * @param {File} file
 * @param {Blob} blob
 */
function renamed(file, blob) {
  const ending = blob.type.slice('image/'.length).replace('jpeg', 'jpg');
  const name = `${file.name.replace(/\.[^.]*$/, '')}.${ending}`;
  return new File([blob], name, { type: blob.type, lastModified: file.lastModified });
}
