/** The arithmetic of a pie: its parts, their colours, and where their arcs lie. */

export interface Slice {
  key: string;
  name: string;
  value: number;
  color: string;
}

export interface Arc extends Slice {
  /** Turns from the top, 0 to 1. */
  from: number;
  to: number;
}

/** So many parts can be told apart by colour; what is smaller is one part together. */
export const MOST_SLICES = 8;
const REST = "var(--line-strong)";

/** The largest parts, and the rest as one; `more` is what the parts given leave out already. */
export function slicesOf(
  parts: readonly { key: string; name: string; value: number }[],
  more = 0,
  restName = "Others",
): Slice[] {
  const sorted = parts.filter((part) => part.value > 0).sort((a, b) => b.value - a.value);
  const fits = sorted.length + (more > 0 ? 1 : 0) <= MOST_SLICES;
  const shown = fits ? sorted : sorted.slice(0, MOST_SLICES - 1);
  const rest = more + sorted.slice(shown.length).reduce((sum, part) => sum + part.value, 0);
  const slices = shown.map((part, at): Slice => ({ ...part, color: `var(--cat-${at + 1})` }));
  return rest > 0 ? [...slices, { key: "", name: restName, value: rest, color: REST }] : slices;
}

export function arcsOf(slices: readonly Slice[]): Arc[] {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  let from = 0;
  return slices.map((slice) => {
    const to = from + slice.value / total;
    const arc = { ...slice, from, to };
    from = to;
    return arc;
  });
}

/** The outline of an arc between two radii; a whole turn is two half ones, because an arc cannot end where it began. */
export function outline(from: number, to: number, inner: number, outer: number): string {
  if (to - from > 0.9999) return `${outline(0, 0.5, inner, outer)}${outline(0.5, 0.9999, inner, outer)}`;
  const at = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI;
    return `${(radius * Math.sin(angle)).toFixed(3)} ${(-radius * Math.cos(angle)).toFixed(3)}`;
  };
  const large = to - from > 0.5 ? 1 : 0;
  return (
    `M${at(from, outer)}A${outer} ${outer} 0 ${large} 1 ${at(to, outer)}` +
    `L${at(to, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`
  );
}
