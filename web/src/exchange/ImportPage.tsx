import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import classes from "./Import.module.css";
import { ImportPanel } from "./ImportPanel";

/** More data for a project that exists. */
export function ImportPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const project = useProject(projectId);
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <p className={classes.lead}>
          {project.config_has_control_tags
            ? "Each row becomes a task. Rows are checked against the labeling interface before anything is imported."
            : "Each row becomes a task. There is no labeling interface yet to check them against."}
        </p>
        <ImportPanel
          projectId={projectId}
          after={
            <Button
              variant="filled"
              renderRoot={(props) => (
                <Link
                  to="/projects/$projectId/tasks"
                  params={{ projectId }}
                  search={{ order: "-created_at" }}
                  {...props}
                />
              )}
            >
              See the tasks
            </Button>
          }
        />
      </div>
    </div>
  );
}
