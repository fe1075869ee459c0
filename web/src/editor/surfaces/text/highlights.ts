/** Stretches of the page that are coloured without touching its elements, so that a selection in them lives on. */
type HighlightName = "ed-draft" | "ed-lens" | "ed-found" | "ed-found-here" | "ed-pin";

/** Colours some ranges until the given function is called. Browsers that cannot show them without. */
export function highlight(name: HighlightName, ranges: Iterable<Range>): () => void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return () => undefined;
  const held = [...ranges];
  const known = CSS.highlights.get(name) ?? new Highlight();
  for (const range of held) known.add(range);
  CSS.highlights.set(name, known);
  return () => {
    for (const range of held) known.delete(range);
  };
}
