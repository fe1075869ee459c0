/** What an annotator can decide about the item on the screen: one table for buttons, keys, palette and sheet. */
import { IconArrowRight, IconMessage, IconPlayerSkipForward } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Project } from "../../api/contract";
import { type Command, useCommands } from "../../kit/commands";
import { counted } from "../../kit/numbers";
import { usePageCommands } from "../../kit/pageCommands";
import { mayIn } from "../../projects/queries";
import { outbox } from "../outbox/outbox";
import type { Parcel, ParcelKind } from "../outbox/parcel";
import { taskTitle } from "../taskTitle";
import { askForComment, emptied } from "../work/commentBox";
import { note } from "../work/taskEvents";
import { isChanged } from "../work/work";
import { type LabelDesk, type LabelWork, pack } from "./labelWork";

/** A decision that has just gone to the outbox, and the promise of the server's answer. */
export interface Sent {
  work: LabelWork;
  parcel: Parcel;
  delivered: Promise<unknown>;
  /** The person leaves the stream with it. */
  leaves: boolean;
}

interface Scene {
  desk: LabelDesk;
  project: Project;
  work: LabelWork | null;
  group: string;
  /** Whether the item can be put off; only in the stream. */
  mayPostpone: boolean;
  /** Whether there is a stream to leave. */
  mayLeave?: boolean;
  openIssues: number;
  showComments: () => void;
  /** What follows a decision. While its promise runs the button says so. */
  sent: (sent: Sent) => void | Promise<void>;
}

export interface Decisions {
  submit: Command;
  /** Hands in and leaves the stream; null where there is none. */
  submitAndExit: Command | null;
  postpone: Command;
  skip: Command;
  /** Goes on with what waited for a comment. */
  goOn: () => void;
  /** The item whose problems are shown, because somebody tried to hand it in. */
  attempted: string | null;
  /** Why it cannot be handed in at all, as a sentence; null when it can. */
  blocked: string | null;
  isSending: boolean;
  mayPostpone: boolean;
  maySkip: boolean;
  /** What happened last, for screen readers. */
  said: string;
}

const SUBMIT = {
  new: { label: "Submit", done: "submitted" },
  returned: { label: "Resubmit", done: "resubmitted" },
  past: { label: "Update", done: "updated" },
} as const;

const NOTED = {
  new: "annotation_created",
  returned: "annotation_updated",
  past: "annotation_updated",
} as const;

export function useDecisions(scene: Scene): Decisions {
  const { desk, group, mayLeave = false, openIssues, project, sent, showComments, work } = scene;
  const [attempted, setAttempted] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [sending, setSending] = useState<string | null>(null);
  const waiting = useRef<(() => void) | null>(null);
  const blocked = work ? reasonAgainst(work, openIssues) : null;
  const mayPostpone = scene.mayPostpone && work !== null && !isTaken(work);
  const isSkippable = project.show_skip_button && work?.task.allow_skip === true;
  const maySkip =
    work?.kind === "new" &&
    (isSkippable || mayIn(project, "annotations.change_any")) &&
    blocked === null &&
    !work.annotation;

  const decide = useCallback(
    async (kind: ParcelKind, words: string, leaves = false) => {
      if (!work) return;
      const title = taskTitle(work.task);
      const parcel = pack(desk, work, kind, title);
      const delivered = outbox.add(parcel, work.keeper.end());
      if (kind !== "postpone") note(work, NOTED[work.kind], { skipped: kind === "skip" });
      if (kind !== "postpone") emptied(work.box);
      setSaid(`${title} ${words}.`);
      setSending(work.key);
      await sent({ work, parcel, delivered, leaves });
      setSending(null);
    },
    [work, desk, sent],
  );

  const page = usePageCommands();
  const table = useMemo(() => {
    const isFree = () => work !== null && document.querySelector("[role=dialog]") === null;
    function skip() {
      if (!work) return;
      if (project.require_comment_on_skip && work.box.getState().text.trim() === "") {
        waiting.current = skip;
        showComments();
        askForComment(work.box, "Say why you skip it; this project wants a comment with every skip.");
        return;
      }
      waiting.current = null;
      void decide("skip", "skipped");
    }
    function submit(leaves: boolean) {
      if (!work) return;
      setAttempted(work.key);
      work.editor.showFaults();
      if (problemsOf(work, project).length === 0) void decide("submit", SUBMIT[work.kind].done, leaves);
    }
    const { label } = SUBMIT[work?.kind ?? "new"];
    const maySubmit = () => isFree() && blocked === null && (work?.kind !== "past" || isChanged(work));
    return {
      submit: {
        ...page("submit"),
        label,
        group,
        whileTyping: true,
        when: maySubmit,
        run: () => submit(false),
      },
      submitAndExit: {
        ...page("submit-exit"),
        label: `${label} and exit`,
        group,
        whileTyping: true,
        when: () => mayLeave && maySubmit(),
        run: () => submit(true),
      },
      postpone: {
        ...page("postpone"),
        group,
        icon: IconArrowRight,
        whileTyping: true,
        when: () => isFree() && mayPostpone,
        run: () => void decide("postpone", "postponed"),
      },
      skip: {
        ...page("skip"),
        ...(!isSkippable && { label: "Skip anyway" }),
        group,
        icon: IconPlayerSkipForward,
        whileTyping: true,
        when: () => isFree() && maySkip,
        run: skip,
      },
      comment: {
        ...page("comment"),
        group,
        icon: IconMessage,
        when: isFree,
        run: () => {
          showComments();
          if (work) askForComment(work.box);
        },
      },
    } satisfies Record<string, Command>;
  }, [
    work,
    page,
    blocked,
    mayLeave,
    mayPostpone,
    maySkip,
    isSkippable,
    project,
    group,
    decide,
    showComments,
  ]);

  const rows = useMemo<Command[]>(() => (work ? Object.values(table) : []), [table, work]);
  useCommands("label", rows);

  return {
    ...table,
    submitAndExit: mayLeave ? table.submitAndExit : null,
    goOn: () => waiting.current?.(),
    attempted,
    blocked,
    mayPostpone,
    maySkip,
    isSending: sending !== null && sending === work?.key,
    said,
  };
}

/** What keeps an item from being handed in, as sentences for its annotator. */
export function problemsOf(work: LabelWork, project: Pick<Project, "enable_empty_annotation">): string[] {
  const problems = work.editor.problems();
  const isEmpty = work.editor.state().regions.size === 0;
  return isEmpty && !project.enable_empty_annotation && problems.length === 0
    ? ["Nothing is labelled yet, and this project does not take empty annotations."]
    : problems;
}

/** Others have handed in, or hold, all annotations that the item may have. */
function isTaken({ refusal, reservation }: LabelWork): boolean {
  return refusal?.code === "overlap_reached" || reservation?.overlap_reached === true;
}

function reasonAgainst(work: LabelWork, openIssues: number): string | null {
  if (isTaken(work)) return "This item has all the annotations it needs.";
  if (openIssues > 0) return `Resolve ${counted(openIssues, "issue")} first.`;
  return null;
}
