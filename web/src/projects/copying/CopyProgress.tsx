import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Project } from "../../api/contract";
import { ProgressBar } from "../../kit/ProgressBar";
import { duplicationQuery, mayIn } from "../queries";
import classes from "./Copying.module.css";
import { CopySteps } from "./CopySteps";
import { copyThatMadeQuery, isUnderWay } from "./queries";

/** How far the data of a copied project is, while it comes in the background; why it did not come, when it did not. */
export function CopyProgress({ project }: { project: Project }) {
  const client = useQueryClient();
  const copy = useQuery({
    ...copyThatMadeQuery(project.id),
    enabled: mayIn(project, "datasets.attach"),
  }).data;
  const duplication = useQuery({
    ...duplicationQuery(project.id),
    enabled: mayIn(project, "project.change"),
  }).data;
  const duplicating = duplication?.status === "created" || duplication?.status === "in_progress";
  const comes = isUnderWay(copy) || duplicating;
  const came = useRef(false);
  useEffect(() => {
    if (came.current && !comes) void client.invalidateQueries();
    came.current = comes;
  }, [client, comes]);
  const failed = [copy, duplication].find((one) => one?.status === "failed");
  if (failed) {
    return (
      <p className={classes.copy} role="alert">
        The data of the project that this one is a copy of did not come along. {failed.error}
      </p>
    );
  }
  if (!comes) return null;
  return (
    <div className={classes.copy}>
      {copy && isUnderWay(copy) && <CopySteps copy={copy} />}
      {duplication && duplicating && (
        <ProgressBar label="Copying data" done={duplication.progress} total={duplication.total} unit="task" />
      )}
    </div>
  );
}
