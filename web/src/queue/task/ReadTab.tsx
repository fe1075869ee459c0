import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { counted } from "../../kit/numbers";
import { mayIn } from "../../projects/queries";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useReading } from "../frame/useReading";
import { WorkCanvas } from "../frame/WorkFrame";
import { useInstanceVerdicts } from "../instances/useInstanceVerdicts";
import { LabelPane } from "../label/LabelPane";
import type { Work } from "../work/work";
import { mayJudge } from "./tabs";
import type { TaskTabProps } from "./taskTab";

/** Work that can only be looked at: predictions, skips, what others did. */
export function ReadTab({ actions, frame, me, path, people, project, work }: TaskTabProps & { work: Work }) {
  const [pane, setPane] = useState("instances");
  const { close, read, reading } = useReading(work);
  const { annotation } = work;
  const byInstance = project.review_unit === "instance" && annotation !== null;
  const waits = useInstanceVerdicts(work, byInstance);
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
        openIssues={byInstance ? 0 : null}
        mends={mayIn(project, "annotations.change_any")}
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
        {byInstance && waits > 0 && mayJudge(project, annotation, me.id) && (
          <Button
            size="sm"
            variant="filled"
            leftSection={<IconEye size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link
                to="/projects/$projectId/review"
                params={{ projectId: project.id }}
                search={{ annotation: annotation.id }}
                {...props}
              />
            )}
          >
            Review {counted(waits, "instance")}
          </Button>
        )}
        {actions}
        <span className={classes.space} />
        <PathArrows back={path.back} forward={path.forward} />
      </>
    ),
    children: <WorkCanvas work={reading ?? work} />,
  });
}
