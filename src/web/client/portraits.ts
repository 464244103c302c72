/** A picture that can't be had leaves its stand-in to be seen (components/portrait.ts), and not a browser's sign of a broken one. */
export function hideBroken(document: Document): void {
  const hide = (image: HTMLImageElement) => {
    image.hidden = true;
  };
  // Errors don't bubble: they are heard on their way down.
  document.addEventListener(
    'error',
    ({ target }) => target instanceof HTMLImageElement && hide(target),
    true,
  );
  for (const image of document.images) if (image.complete && image.naturalWidth === 0) hide(image);
}
