const selector = 'a.picture, img[data-test=picture]:not(a img)';

/**
 * Opens pictures of the transcript over the page; with a key held they open as links do.
 * @param {HTMLElement} transcript
 */
export function listenForPictures(transcript) {
  transcript.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLImageElement) event.target.click();
  });
  transcript.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const pressed = event.target.closest(selector);
    if (!pressed) return;
    event.preventDefault();
    const all = [...transcript.querySelectorAll(selector)];
    // Until it is loaded, and where it cannot be, the link is as good.
    import('./lightbox.js').then(
      ({ openLightbox }) => openLightbox(all.map(picture), all.indexOf(pressed)),
      () => open(picture(pressed).source, '_blank', 'noopener'),
    );
  });
}

/** @param {Element} element */
function picture(element) {
  const image = element instanceof HTMLImageElement ? element : element.querySelector('img');
  const source = element instanceof HTMLAnchorElement ? element.href : (image?.src ?? '');
  return { source, name: image?.alt ?? '' };
}
