import { Button } from "@mantine/core";
import { IconArrowBackUp, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Project } from "../api/contract";
import type { Running } from "../tasks/RunStrip";
import selectionClasses from "../tasks/SelectionBar.module.css";
import type { Selection } from "../tasks/selection";
import { AddReviewsDialog } from "./AddReviewsDialog";
import { chosenWords, selectedWords } from "./chosen";
import { matchingQuery } from "./queries";
import { ReopenDialog } from "./ReopenDialog";
import type { Chosen, Done } from "./rounds";

interface Props {
  project: Project;
  selection: Selection;
  filter: Record<string, unknown>;
  onClear: () => void;
  onDone: (running: Running) => void;
}

/** What can be done with selected tasks that were handed in: back for annotation, or once more to reviewers. */
export function ActivityActions({ filter, onClear, onDone, project, selection }: Props) {
  const [open, setOpen] = useState<"reopen" | "add">();
  const { all, ids } = selection;
  const chosen: Chosen = all ? { filter, exclude: [...ids] } : { tasks: [...ids] };
  const matching = useQuery({ ...matchingQuery(project.id, "activity", filter), enabled: all }).data;
  const what = chosenWords(selection, matching, "task");

  function done(title: string) {
    return ({ detail, run }: Done) => {
      setOpen(undefined);
      onDone({ title, detail, run });
    };
  }

  const shared = { chosen, what, onClose: () => setOpen(undefined) };
  return (
    <section className={selectionClasses.bar} aria-label="Selection">
      <b className={selectionClasses.count} aria-live="polite">
        {selectedWords(selection, matching)}
      </b>
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Clear
      </Button>
      <span className={selectionClasses.space} />
      <Button
        size="xs"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => setOpen("reopen")}
      >
        Reopen
      </Button>
      <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen("add")}>
        Add reviews
      </Button>
      {open === "reopen" && <ReopenDialog {...shared} project={project} onDone={done("Reopen")} />}
      {open === "add" && <AddReviewsDialog {...shared} projectId={project.id} onDone={done("Add reviews")} />}
    </section>
  );
}
