/** Turns a CSS colour, tokens included, into one that a canvas understands. */
export type Colours = (css: string) => string;

export interface SchemeColours {
  readonly of: Colours;
  /** White or black, whichever can be read on a colour. */
  readonly ink: (css: string) => string;
  readonly release: () => void;
}

/**
 * Canvases know neither custom properties nor light-dark(), so the browser is asked what an element of that colour
 * looks like, each colour once per scheme. `onChange` is called when the light or dark scheme was chosen.
 */
export function schemeColours(within: HTMLElement, onChange: () => void): SchemeColours {
  const known = new Map<string, string>();
  const forget = () => {
    known.clear();
    onChange();
  };
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", forget);
  const chosen = new MutationObserver(forget);
  chosen.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  const of = (css: string): string => {
    let colour = known.get(css);
    if (colour === undefined) {
      const probe = document.createElement("i");
      probe.style.color = css;
      probe.hidden = true;
      within.append(probe);
      colour = getComputedStyle(probe).color;
      probe.remove();
      known.set(css, colour);
    }
    return colour;
  };
  return {
    of,
    ink: (css) => (brightness(of(css)) > 0.42 ? "#10130f" : "#ffffff"),
    release: () => {
      system.removeEventListener("change", forget);
      chosen.disconnect();
    },
  };
}

/** Relative luminance, from 0 to 1, of a colour as browsers compute it. */
export function brightness(computed: string): number {
  const parts = computed.match(/[\d.]+/g)?.map(Number) ?? [];
  const scale = computed.startsWith("color(") ? 1 : 255;
  const [red = 0, green = 0, blue = 0] = parts.slice(0, 3).map((part) => {
    const share = part / scale;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
