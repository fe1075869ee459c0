import { DetailsPanel, type Editor, InstanceList } from "../../editor";
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
