import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ImportRun } from "../api/contract";
import { Failure } from "../kit/Notice";
import { ProgressBar } from "../kit/ProgressBar";
import { ImportReportView } from "./ImportReportView";
import { ImportSource } from "./ImportSource";
import { importRunQuery, type Source, startImport, useImportActions } from "./queries";

interface Props {
  projectId: number;
  /** Called once, when the tasks are there. */
  onDone?: (run: ImportRun) => void;
  /** What to do after the import, shown with its result. */
  after?: React.ReactNode;
}

/** Data in three steps: choose it, see what the check says, import it. */
export function ImportPanel({ projectId, onDone, after }: Props) {
  const [runId, setRunId] = useState<number | null>(null);
  const [sent, setSent] = useState(0);
  const client = useQueryClient();
  const { commit, discard, keep } = useImportActions(projectId);
  const starting = useMutation({
    mutationFn: (source: Source) => startImport(projectId, source, setSent),
    onMutate: () => setSent(0),
    onSuccess: (run) => {
      keep(run);
      setRunId(run.id);
    },
  });
  const run = useQuery({ ...importRunQuery(projectId, runId ?? 0), enabled: runId !== null }).data;
  const told = useRef<number | null>(null);

  useEffect(() => {
    if (run?.status !== "completed" || told.current === run.id) return;
    told.current = run.id;
    void client.invalidateQueries({ queryKey: ["project", projectId] });
    void client.invalidateQueries({ queryKey: ["projects"] });
    onDone?.(run);
  }, [run, client, projectId, onDone]);

  function startAgain() {
    if (run && (run.status === "ready" || run.status === "failed")) discard.mutate(run.id);
    setRunId(null);
    starting.reset();
    commit.reset();
  }

  if (runId === null || !run) {
    return (
      <ImportSource
        pending={starting.isPending}
        sent={sent}
        error={starting.error}
        onStart={(source) => starting.mutate(source)}
      />
    );
  }
  if (run.status === "checking")
    return <ProgressBar label="Checking the data" done={run.progress} total={run.total} />;
  if (run.status === "in_progress") {
    return <ProgressBar label="Importing" done={run.progress} total={run.total} unit="task" />;
  }
  return (
    <>
      <ImportReportView
        run={run}
        after={after}
        pending={commit.isPending}
        onCommit={(skip) => commit.mutate({ run: run.id, skip })}
        onAgain={startAgain}
      />
      {commit.isError && <Failure what="Nothing was imported." error={commit.error} />}
    </>
  );
}
