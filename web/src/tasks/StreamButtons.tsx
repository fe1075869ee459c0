import { Button } from "@mantine/core";
import { IconEye, IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Project } from "../api/contract";
import classes from "./StreamButtons.module.css";

interface Props {
  project: Project;
  /** Which tasks the stream goes through. */
  among: { tasks?: string; view?: number; query?: string };
  /** What stands after the verb: "3 tasks", "as displayed". */
  words: string;
  /** As part of a bar of actions, or beside the tabs. */
  look: "action" | "quiet";
}

/** The ways from the list into the streams, as far as the person works in them. */
export function StreamButtons({ among, look, project, words }: Props) {
  const params = { projectId: project.id };
  const size = look === "action" ? "xs" : "compact-sm";
  const variant = look === "action" ? "default" : "subtle";
  return (
    <>
      {project.my.can_label && (
        <Button
          size={size}
          variant={variant}
          className={classes[look]}
          aria-label={`Label ${words}`}
          title={look === "quiet" ? "Label the tasks of this list, in its order" : undefined}
          leftSection={<IconPencil size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/projects/$projectId/label" params={params} search={among} {...props} />
          )}
        >
          Label {words}
        </Button>
      )}
      {project.my.can_review && (
        <Button
          size={size}
          variant={variant}
          className={classes[look]}
          aria-label={`Review ${words}`}
          title={look === "quiet" ? "Review the tasks of this list, in its order" : undefined}
          leftSection={<IconEye size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/projects/$projectId/review" params={params} search={among} {...props} />
          )}
        >
          Review {words}
        </Button>
      )}
    </>
  );
}
