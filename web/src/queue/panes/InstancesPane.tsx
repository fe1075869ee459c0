import { type Editor, InstanceList } from "../../editor";
import type { People } from "../people";
import type { Annotation } from "../shapes";
import classes from "./panes.module.css";
import { RegionDetails } from "./RegionDetails";

/** What was labelled, with the facts of the selected one on top. */
export function InstancesPane(props: { editor: Editor; annotation: Annotation | null; people: People }) {
  return (
    <div className={classes.fill}>
      <RegionDetails {...props} />
      <InstanceList editor={props.editor} />
    </div>
  );
}
