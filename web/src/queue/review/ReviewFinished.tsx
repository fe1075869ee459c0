import { Button } from "@mantine/core";
import { IconCircleCheck, IconPencil, IconRefresh } from "@tabler/icons-react";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Project } from "../../api/contract";
import { counted } from "../../kit/numbers";
import { isSome } from "../among";
import classes from "../frame/frame.module.css";
import type { Sitting } from "./sitting";

interface Props {
  project: Project;
  sitting: Sitting;
  onLook: () => Promise<void>;
}

/** Nothing waits for this reviewer: what was done, and what to do now. */
export function ReviewFinished({ onLook, project, sitting }: Props) {
  const selected = isSome(useSearch({ from: "/app/projects/$projectId/review" }));
  const [looking, setLooking] = useState(false);
  const params = { projectId: project.id };
  const done = sitting.accepted + sitting.rejected;
  const approved = project.review_unit === "instance" ? "approved" : "accepted";
  async function look() {
    setLooking(true);
    await onLook();
    setLooking(false);
  }
  return (
    <section className={classes.blank} aria-label="Review finished">
      <IconCircleCheck size={32} stroke={1.5} color="var(--ok)" aria-hidden />
      <h2>
        {done > 0
          ? "Review finished"
          : selected
            ? "Nothing of these tasks waits for your review"
            : "Nothing waits for your review"}
      </h2>
      <p>
        {done > 0 &&
          `You gave ${counted(done, "verdict")} in this sitting: ${sitting.accepted} ${approved}, ${sitting.rejected} rejected. `}
        Work that is handed in, or mended after a rejection, appears here by itself. Your own work is reviewed
        by others.
      </p>
      <div className={classes.blankActions}>
        <Button leftSection={<IconRefresh size={14} aria-hidden />} loading={looking} onClick={look}>
          Look again
        </Button>
        {selected && (
          <Button
            renderRoot={(props) => <Link to="/projects/$projectId/review" params={params} {...props} />}
          >
            Review all tasks
          </Button>
        )}
        {project.my.can_label && (
          <Button
            leftSection={<IconPencil size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/projects/$projectId/label" params={params} {...props} />}
          >
            Label instead
          </Button>
        )}
        <Button renderRoot={(props) => <Link to="/projects/$projectId" params={params} {...props} />}>
          Back to the project
        </Button>
      </div>
    </section>
  );
}
