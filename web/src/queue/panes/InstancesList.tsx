import { type Editor, InstanceList } from "../../editor";
import { PageKey } from "../../kit/PageKey";
import classes from "./panes.module.css";
import { useInstanceCount } from "./useInstanceCount";

/** The list pane of the review: what there is to look at, one after the other. */
export function InstancesList({ editor }: { editor: Editor }) {
  const count = useInstanceCount(editor);
  return (
    <>
      <div className={classes.listHead}>
        <h2>Instances</h2>
        <span className={classes.hint}>{count}</span>
      </div>
      <InstanceList editor={editor} />
      <div className={classes.listFoot}>
        <span className={classes.grow}>Move through the list</span>
        <PageKey of="previous-instance" />
        <PageKey of="next-instance" />
      </div>
    </>
  );
}
