import type { PageSize } from "./openPdf";

/** Points are 1/72 inch, CSS pixels 1/96. */
export const POINT = 96 / 72;
export const GAP = 12;

const LEAST = 0.1;
const MOST = 8;

export function clampScale(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale));
}

/** The scale at which a page is as wide as the pane, never larger than twice its size on paper. */
export function scaleToFit(size: PageSize, paneWidth: number): number {
  const room = Math.max(120, paneWidth - 2 * GAP);
  return clampScale(Math.min(2, room / (size.width * POINT)));
}

/** The page that somebody typed, or null for what is none. */
export function pageNamed(text: string, pages: number): number | null {
  const page = Number(text.trim());
  return /^\s*\d+\s*$/.test(text) && page >= 1 && page <= pages ? page : null;
}
