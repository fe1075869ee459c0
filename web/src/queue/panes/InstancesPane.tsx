import { DetailsPanel, type Editor, InstanceList, useEditor } from "../../editor";
import classes from "./panes.module.css";

/** What was labelled, with the facts of the selected one on top. */
export function InstancesPane({ editor }: { editor: Editor }) {
  return (
    <div className={classes.fill}>
      <DetailsPanel editor={editor} />
      <InstanceList editor={editor} />
    </div>
  );
}

/** How many instances there are; answers about the whole item are none. */
export function useInstanceCount(editor: Editor): number {
  return useEditor(
    editor,
    ({ regions }) => [...regions.values()].filter((region) => region.shape.kind !== "whole").length,
  );
}
