/** Keeps the page above the on-screen keyboard: `--page-height` is what of it can be seen. */
export function watchViewport() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const root = document.documentElement;
  const fit = () => {
    // Zoomed in by two fingers: then it is the reader who moves the view.
    if (viewport.scale > 1.01) return;
    root.style.setProperty('--page-height', `${Math.round(viewport.height)}px`);
    // iOS scrolls the page under the keyboard instead of making it smaller.
    if (viewport.offsetTop > 0) scrollTo(0, 0);
  };
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  fit();
}
