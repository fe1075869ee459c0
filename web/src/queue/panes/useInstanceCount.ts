import { type Editor, useEditor } from "../../editor";

/** How many instances there are; answers about the whole item are none. */
export function useInstanceCount(editor: Editor): number {
  return useEditor(
    editor,
    ({ regions }) => [...regions.values()].filter((region) => region.shape.kind !== "whole").length,
  );
}
