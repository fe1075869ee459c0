import { useEditor } from "../../editor";
import { count } from "../../kit/numbers";
import { ShareBar } from "../../kit/ShareBar";
import classes from "../frame/frame.module.css";
import type { InstanceWork } from "./instanceWork";

/** How much of the batch is decided, and how many batches wait behind it. */
export function BatchProgress({ work }: { work: InstanceWork }) {
  const decisions = useEditor(work.editor, (state) => state.decisions);
  const open = work.rows.filter(({ isOpen }) => isOpen);
  const rejected = open.filter(({ id }) => decisions.get(id)?.verdict === "rejected").length;
  const decided = open.filter(({ id }) => (decisions.get(id)?.verdict ?? "pending") !== "pending").length;
  if (open.length === 0) return null;
  const after = work.left === null || work.left === 0 ? "" : `, then ${count(work.left)} more`;
  return (
    <div className={classes.progressBlock} title={`${decided} of ${open.length} decided${after}`}>
      <span className={classes.quiet}>
        <b>
          {count(decided)} of {count(open.length)}
        </b>
        <span className={classes.muted}>{count(open.length - decided)} to go</span>
      </span>
      <ShareBar
        height={4}
        label="Verdicts on this batch"
        shares={[
          { name: "Approved", value: decided - rejected, color: "var(--approved-solid)" },
          { name: "Rejected", value: rejected, color: "var(--rejected-solid)" },
          { name: "To go", value: open.length - decided, color: "var(--active)" },
        ]}
      />
    </div>
  );
}
