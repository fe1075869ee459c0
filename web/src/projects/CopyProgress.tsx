import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ProgressBar } from "../kit/ProgressBar";
import classes from "./CopyProgress.module.css";
import { duplicationQuery } from "./queries";

/** How far the data of a copy is, while it comes in the background; why it did not come, when it did not. */
export function CopyProgress({ projectId }: { projectId: number }) {
  const client = useQueryClient();
  const copy = useQuery(duplicationQuery(projectId)).data;
  const isUnderWay = copy?.status === "created" || copy?.status === "in_progress";
  const wasUnderWay = useRef(false);
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay) void client.invalidateQueries();
    wasUnderWay.current = isUnderWay;
  }, [client, isUnderWay]);
  if (copy?.status === "failed") {
    return (
      <p className={classes.copy} role="alert">
        The data of the project that this one is a copy of did not come along. {copy.error}
      </p>
    );
  }
  if (!copy || !isUnderWay) return null;
  return (
    <div className={classes.copy}>
      <ProgressBar label="Copying the data" done={copy.progress} total={copy.total} unit="task" />
    </div>
  );
}
