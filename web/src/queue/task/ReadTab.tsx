import { IconEye } from "@tabler/icons-react";
import { useState } from "react";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useReading } from "../frame/useReading";
import { WorkCanvas } from "../frame/WorkFrame";
import { LabelPane } from "../label/LabelPane";
import type { Work } from "../work/work";
import type { TaskTabProps } from "./taskTab";

/** Work that can only be looked at: predictions, skips, what others did. */
export function ReadTab({ actions, frame, me, path, people, work }: TaskTabProps & { work: Work }) {
  const [pane, setPane] = useState("instances");
  const { close, read, reading } = useReading(work);
  const { annotation } = work;
  return frame({
    strips: reading && <ReadingStrip reading={reading} people={people} onClose={close} />,
    right: (
      <LabelPane
        key={work.key}
        work={work}
        shown={reading?.editor ?? work.editor}
        me={me}
        tab={pane}
        onTab={setPane}
        openIssues={null}
        talks={annotation !== null}
        onRevision={read}
        mayResolveAny={false}
      />
    ),
    bar: (
      <>
        <span className={classes.quiet}>
          <IconEye size={14} aria-hidden />
          {annotation === null ? "A prediction, to look at" : "To look at only"}
        </span>
        {actions}
        <span className={classes.space} />
        <PathArrows back={path.back} forward={path.forward} />
      </>
    ),
    children: <WorkCanvas work={reading ?? work} />,
  });
}
