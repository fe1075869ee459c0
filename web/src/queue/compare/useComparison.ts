import { useMemo } from "react";
import {
  type Comparison,
  createEditor,
  type Editor,
  hiddenAmong,
  type LabelSchema,
  type Media,
  marksOf,
  matchRegions,
  overlaid,
  overlaidMarks,
} from "../../editor";
import type { Entry } from "./entries";

export interface Compared {
  entry: Entry;
  editor: Editor;
  /** Against the base; null for the base itself. */
  comparison: Comparison | null;
}

/** An editor to look at for every entry, matched with the base, whose differences it marks. */
export function useComparison(
  entries: readonly Entry[],
  base: string | null,
  schema: LabelSchema,
  data: Record<string, unknown>,
  media: Media,
): Compared[] {
  const editors = useMemo(
    () =>
      entries.map((entry) => ({
        entry,
        editor: createEditor({ schema, data, media, result: entry.result, mode: "readonly" }),
      })),
    [entries, schema, data, media],
  );
  return useMemo(() => {
    const before = editors.find(({ entry }) => entry.id === base)?.editor.state().regions;
    return editors.map(({ editor, entry }) => {
      const isBase = entry.id === base || !before;
      const comparison = isBase ? null : matchRegions(before, editor.state().regions);
      return { entry, editor, comparison };
    });
  }, [editors, base]);
}

/** Both annotations in one editor, each region marked by what became of it. */
export function overlayEditor(before: Compared, after: Compared, onlyDifferences: boolean): Editor | null {
  if (!after.comparison) return null;
  const { data, media, schema } = before.editor.state();
  const result = overlaid(before.entry.result, after.entry.result);
  const editor = createEditor({ schema, data, media, result, mode: "readonly" });
  const marks = overlaidMarks(after.comparison);
  editor.setDifferences(marks);
  if (onlyDifferences) editor.toggleHidden(...hiddenAmong(editor.state().regions, marks));
  return editor;
}

/** Marks how the regions of one side differ, where annotations stand beside each other. */
export function markSide(
  editor: Editor,
  { comparison }: Compared,
  side: "before" | "after",
  onlyDifferences: boolean,
): void {
  if (!comparison) return;
  const marks = marksOf(comparison, side);
  editor.setDifferences(marks);
  editor.showAll();
  if (onlyDifferences) editor.toggleHidden(...hiddenAmong(editor.state().regions, marks));
}
