/** Turns a CSS colour, tokens included, into one that a canvas understands. */
export type Colours = (css: string) => string;

/**
 * Canvases know neither custom properties nor light-dark(), so the browser is asked what an element of
 * that colour looks like; each colour once. Pictures are as bright in the dark scheme as in the light one:
 * on them colours are always those that were made for a dark ground.
 */
export function resolveColours(within: HTMLElement): Colours {
  const known = new Map<string, string>();
  return (css) => {
    let colour = known.get(css);
    if (colour === undefined) {
      const probe = document.createElement("i");
      probe.style.colorScheme = "dark";
      probe.style.color = css;
      probe.hidden = true;
      within.append(probe);
      colour = getComputedStyle(probe).color;
      probe.remove();
      known.set(css, colour);
    }
    return colour;
  };
}
