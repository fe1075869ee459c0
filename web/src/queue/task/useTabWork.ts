import { useCallback, useEffect, useRef, useState } from "react";
import type { Project } from "../../api/contract";
import { type LabelDesk, type LabelWork, openPast } from "../label/labelWork";
import { openStep } from "../review/reviewStream";
import type { ReviewDesk, ReviewWork } from "../review/reviewWork";
import type { TaskDetail } from "../shapes";
import { asOwn } from "../work/predicted";
import { isChanged, openWork, type Work } from "../work/work";
import { accessTo, type TaskTab } from "./tabs";

type TabWork =
  | { access: "label"; work: LabelWork }
  | { access: "review"; work: ReviewWork }
  | { access: "read"; work: Work };

interface Kept {
  /** What the work was opened from; another one means that it changed on the server. */
  version: string;
  opened: TabWork;
}

interface Desks {
  label: LabelDesk;
  review: ReviewDesk;
  project: Project;
}

/** Opens what a tab shows, and keeps what was begun in the other tabs. */
export function useTabWork(task: TaskDetail, tab: TaskTab | null, { label, project, review }: Desks) {
  const kept = useRef(new Map<string, Kept>());
  const [state, setState] = useState<{ id: string; opened: TabWork | null; error: unknown } | null>(null);
  const [again, setAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks for another attempt
  useEffect(() => {
    if (!tab) return;
    let over = false;
    const version = versionOf(tab);
    const known = kept.current.get(tab.id);
    if (known && (known.version === version || isChanged(known.opened.work))) {
      setState({ id: tab.id, opened: known.opened, error: null });
      return;
    }
    setState((before) => (before?.id === tab.id ? before : { id: tab.id, opened: null, error: null }));
    openTab(task, tab, { label, review, project }).then(
      (opened) => {
        if (over) return;
        kept.current.set(tab.id, { version, opened });
        setState({ id: tab.id, opened, error: null });
      },
      (error: unknown) => {
        if (!over) setState({ id: tab.id, opened: null, error });
      },
    );
    return () => {
      over = true;
    };
  }, [task, tab, label, review, project, again]);

  /** Puts another version in the place of what a tab shows. */
  const put = useCallback((of: TaskTab, opened: TabWork) => {
    kept.current.set(of.id, { version: versionOf(of), opened });
    setState({ id: of.id, opened, error: null });
  }, []);

  /** The work of a tab was decided: it is opened anew when it is shown again. */
  const drop = useCallback((id: string) => {
    kept.current.delete(id);
    setAgain((count) => count + 1);
  }, []);

  /** The work of a tab that is not shown now, to put something into it. */
  const reach = useCallback(
    async (of: TaskTab): Promise<TabWork> => {
      const known = kept.current.get(of.id);
      if (known) return known.opened;
      const opened = await openTab(task, of, { label, review, project });
      kept.current.set(of.id, { version: versionOf(of), opened });
      return opened;
    },
    [task, label, review, project],
  );

  const isShown = state !== null && state.id === tab?.id;
  return {
    opened: isShown ? state.opened : null,
    error: isShown ? state.error : null,
    retry: () => setAgain((count) => count + 1),
    put,
    drop,
    reach,
  };
}

function versionOf(tab: TaskTab): string {
  if (tab.kind !== "annotation") return tab.id;
  const { ground_truth, revision, reviews, verdict, was_cancelled } = tab.annotation;
  return [revision, verdict, was_cancelled, ground_truth, reviews.length].join(" ");
}

async function openTab(task: TaskDetail, tab: TaskTab, { label, project, review }: Desks): Promise<TabWork> {
  const access = accessTo(tab, project, label.person);
  if (access === "review" && tab.kind === "annotation") {
    return { access, work: await openStep(review, { task: task.id, annotation: tab.annotation.id }) };
  }
  if (access === "label" && tab.kind !== "prediction") {
    return { access, work: openPast(label, task, tab.kind === "annotation" ? tab.annotation.id : null) };
  }
  const { person, schema } = label;
  const start = tab.kind === "prediction" ? asOwn(tab.prediction) : undefined;
  const annotation = tab.kind === "annotation" ? tab.annotation : null;
  return { access: "read", work: openWork({ schema, person, task, annotation, mode: "readonly", start }) };
}
