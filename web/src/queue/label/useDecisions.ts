/** What an annotator can decide about the item on the screen: one table for buttons, keys, palette and sheet. */
import {
  IconArrowRight,
  IconBook2,
  IconChevronLeft,
  IconChevronRight,
  IconMessage,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import type { Project } from "../../api/contract";
import { type Command, useCommands } from "../../kit/commands";
import { counted } from "../../kit/numbers";
import { outbox } from "../outbox/outbox";
import type { Parcel, ParcelKind } from "../outbox/parcel";
import * as queries from "../queries";
import type { Annotation } from "../shapes";
import { taskTitle } from "../taskTitle";
import { askForComment } from "../work/commentBox";
import { isChanged } from "../work/work";
import type { LabelStream } from "./labelStream";
import { type LabelDesk, type LabelWork, openPast, pack } from "./labelWork";
import { addToTally, readTally, type Tally } from "./tally";

interface Scene {
  stream: LabelStream;
  desk: LabelDesk;
  project: Project;
  /** The item on the screen, at the head of the walk or on the path behind it. */
  work: LabelWork | null;
  isOpened: boolean;
  openIssues: number;
  showComments: () => void;
  showInstructions: () => void;
}

export interface Decisions {
  submit: Command;
  postpone: Command;
  skip: Command;
  back: Command;
  forward: Command;
  /** Goes on with what waited for a comment. */
  goOn: () => void;
  /** The item whose problems are shown, because somebody tried to hand it in. */
  attempted: string | null;
  /** Why it cannot be handed in at all, as a sentence; null when it can. */
  blocked: string | null;
  isSending: boolean;
  mayPostpone: boolean;
  maySkip: boolean;
  tally: Tally;
  /** What happened last, for screen readers. */
  said: string;
}

const GROUP = "Label stream";

export function useDecisions(scene: Scene): Decisions {
  const { desk, isOpened, openIssues, project, showComments, showInstructions, stream, work } = scene;
  const tallyKey = `assay.tally.${desk.person}.${desk.project}`;
  const [tally, setTally] = useState(() => readTally(tallyKey));
  const [attempted, setAttempted] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [sending, setSending] = useState<string | null>(null);
  const waiting = useRef<(() => void) | null>(null);

  const blocked = work ? reasonAgainst(work, openIssues) : null;
  const mayPostpone = work?.reservation != null && !isOpened;
  const maySkip =
    work?.kind === "new" && !isOpened && project.show_skip_button && work.task.allow_skip && blocked === null;

  const decisions = useMemo(() => {
    const notInDialog = () => document.querySelector("[role=dialog]") === null;

    /** Sends a decision about the current item and shows the next one at once. */
    function handOver(kind: ParcelKind, words: string) {
      if (!work) return;
      const title = taskTitle(work.task, desk.schema);
      const parcel = pack(desk, work, kind, title);
      const delivered = outbox.add(parcel, work.keeper.end());
      if (kind !== "postpone") {
        work.box.setState({ text: "", asked: null });
        follow(parcel, delivered);
        setTally(addToTally(tallyKey, work.watch.seconds() - (work.annotation?.lead_time ?? 0)));
      }
      setSaid(`${title} ${words}.`);
      stream.advance();
    }

    /** Keeps the path in step with what the server made of a decision. */
    function follow(parcel: Parcel, delivered: Promise<unknown>) {
      const step = { taskId: parcel.task, annotationId: parcel.annotation };
      stream.dropStep((known) => known.taskId === parcel.task);
      stream.noteStep(step);
      delivered.then(
        (answer) => {
          const id = (answer as Annotation | undefined)?.id ?? parcel.annotation;
          stream.changeStep((known) => known === step, { ...step, annotationId: id });
        },
        () => stream.dropStep((known) => known === step),
      );
    }

    function submit() {
      if (!work || blocked !== null) return;
      setAttempted(work.key);
      if (problemsOf(work, project).length > 0) return;
      if (isOpened) void update(work);
      else handOver("submit", work.kind === "returned" ? "resubmitted" : "submitted");
    }

    async function update(past: LabelWork) {
      const title = taskTitle(past.task, desk.schema);
      setSending(past.key);
      try {
        const answer = outbox.add(pack(desk, past, "submit", title), past.keeper.end());
        past.box.setState({ text: "", asked: null });
        const saved = (await answer) as Annotation | undefined;
        const fresh = await queries.task(past.task.id);
        stream.replace(openPast(desk, fresh, saved?.id ?? past.annotation?.id ?? null));
        setSaid(`${title} updated.`);
      } catch {
        // The refusal brings the item back by itself.
      } finally {
        setSending(null);
      }
    }

    function skip() {
      if (!work) return;
      if (project.require_comment_on_skip && work.box.getState().text.trim() === "") {
        waiting.current = skip;
        showComments();
        askForComment(work.box, "Say why you skip it; this project wants a comment with every skip.");
        return;
      }
      waiting.current = null;
      handOver("skip", "skipped");
    }

    const table = {
      submit: {
        id: "submit",
        label:
          isOpened && work?.kind === "past" ? "Update" : work?.kind === "returned" ? "Resubmit" : "Submit",
        group: GROUP,
        keys: "mod+enter",
        whileTyping: true,
        when: () =>
          work !== null &&
          blocked === null &&
          notInDialog() &&
          (!isOpened || work.kind !== "past" || isChanged(work)),
        run: submit,
      },
      postpone: {
        id: "postpone",
        label: "Postpone",
        group: GROUP,
        icon: IconArrowRight,
        keys: "mod+m",
        whileTyping: true,
        when: () => mayPostpone && notInDialog(),
        run: () => handOver("postpone", "postponed"),
      },
      skip: {
        id: "skip",
        label: "Skip",
        group: GROUP,
        icon: IconPlayerSkipForward,
        keys: "mod+space",
        whileTyping: true,
        when: () => maySkip && notInDialog(),
        run: skip,
      },
      back: {
        id: "back",
        label: "Earlier item",
        group: GROUP,
        icon: IconChevronLeft,
        keys: "k",
        when: () => stream.canGoBack(),
        run: () => stream.back(),
      },
      forward: {
        id: "forward",
        label: "Later item",
        group: GROUP,
        icon: IconChevronRight,
        keys: "j",
        when: () => isOpened,
        run: () => stream.forward(),
      },
      comment: {
        id: "comment",
        label: "Write a comment",
        group: GROUP,
        icon: IconMessage,
        keys: "c",
        when: () => work !== null,
        run: () => {
          showComments();
          if (work) askForComment(work.box);
        },
      },
      instructions: {
        id: "instructions",
        label: "Instructions",
        group: GROUP,
        icon: IconBook2,
        keys: "shift+i",
        when: () => project.expert_instruction !== "",
        run: showInstructions,
      },
    } satisfies Record<string, Command>;
    return table;
  }, [
    work,
    blocked,
    mayPostpone,
    maySkip,
    isOpened,
    desk,
    project,
    stream,
    tallyKey,
    showComments,
    showInstructions,
  ]);

  const rows = useMemo<Command[]>(() => Object.values(decisions), [decisions]);
  useCommands("label-stream", rows);

  return {
    ...decisions,
    goOn: () => waiting.current?.(),
    attempted,
    blocked,
    mayPostpone,
    maySkip,
    isSending: sending !== null && sending === work?.key,
    tally,
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

function reasonAgainst(work: LabelWork, openIssues: number): string | null {
  if (work.refusal?.code === "overlap_reached") return "This item has all the annotations it needs.";
  if (openIssues > 0) return `Resolve ${counted(openIssues, "issue")} first.`;
  return null;
}
