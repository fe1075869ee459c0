/** What a bar has room for: words, keys and remarks; words of buttons alone; or icons. */
export const ROOMS = ["full", "words", "icons"] as const;

/** Keeps a bar within its width: it is measured before it is painted, whenever its width or anything in it changes. */
export function keepRoom(bar: HTMLElement): () => void {
  const measure = () => fitted(bar, (room) => bar.setAttribute("data-room", room));
  const sizes = new ResizeObserver(measure);
  sizes.observe(bar);
  const contents = new MutationObserver(measure);
  contents.observe(bar, { childList: true, characterData: true, subtree: true });
  measure();
  return () => {
    sizes.disconnect();
    contents.disconnect();
  };
}

/** Tries one room after the other until what is in the bar does not end outside of it; the last stays in any case. */
export function fitted(bar: HTMLElement, give: (room: (typeof ROOMS)[number]) => void): void {
  const { paddingRight } = getComputedStyle(bar);
  for (const room of ROOMS) {
    give(room);
    const end = bar.getBoundingClientRect().right - Number.parseFloat(paddingRight || "0");
    // A fraction of a pixel is how widths are rounded, not a word that is cut.
    if ((bar.lastElementChild?.getBoundingClientRect().right ?? 0) <= end + 0.5) return;
  }
}
