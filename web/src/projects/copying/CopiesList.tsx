import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { counted } from "../../kit/numbers";
import { ago, exactly } from "../../kit/times";
import settings from "../settings/Settings.module.css";
import classes from "./Copying.module.css";
import { CopySteps } from "./CopySteps";
import { copiesQuery, isUnderWay } from "./queries";

const SHOWN = 5;

/** The newest copies of a project: how far they are, why one failed, and the way to each. */
export function CopiesList({ projectId }: { projectId: number }) {
  const client = useQueryClient();
  const copies = useQuery(copiesQuery(projectId)).data ?? [];
  const busy = copies.some(isUnderWay);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy) void client.invalidateQueries({ queryKey: ["projects"] });
    wasBusy.current = busy;
  }, [busy, client]);
  if (copies.length === 0) return null;
  return (
    <ul className={classes.copies} aria-label="Copies of this project">
      {copies.slice(0, SHOWN).map((copy) => (
        <li key={copy.id}>
          {isUnderWay(copy) ? (
            <>
              {copy.title}
              <CopySteps copy={copy} />
            </>
          ) : (
            <>
              <Link to="/projects/$projectId" params={{ projectId: copy.project }}>
                {copy.title}
              </Link>
              <span className={copy.status === "failed" ? settings.error : settings.meaning}>
                {copy.status === "failed" ? copy.error : `${counted(copy.tasks_total, "task")},`}{" "}
                <time dateTime={copy.created_at} title={exactly(copy.created_at)}>
                  {ago(copy.created_at, new Date())}
                </time>
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
