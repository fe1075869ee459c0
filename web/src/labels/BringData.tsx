import { Button } from "@mantine/core";
import { IconDatabase, IconUpload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Project } from "../api/contract";
import { mayIn } from "../projects/queries";
import classes from "./Labels.module.css";

/** The two ways in which data comes into a project, for who may bring some. */
export function BringData({ project }: { project: Project }) {
  const params = { projectId: project.id };
  return (
    <span className={classes.ways}>
      {mayIn(project, "tasks.create") && (
        <Button
          leftSection={<IconUpload size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/projects/$projectId/import" params={params} {...props} />}
        >
          Import data
        </Button>
      )}
      {mayIn(project, "datasets.attach") && (
        <Button
          leftSection={<IconDatabase size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/projects/$projectId/settings"
              params={params}
              search={{ section: "datasets" }}
              {...props}
            />
          )}
        >
          Attach a dataset
        </Button>
      )}
    </span>
  );
}
