/** What both units of review have in common at a stream: its item, the way along it, and what was done so far. */
import { useCallback, useMemo, useState } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import { useInstructions } from "../frame/useInstructions";
import type { ParcelKind } from "../outbox/parcel";
import { tellLost } from "../outbox/tellLost";
import { peopleOf } from "../people";
import type { Stream } from "../stream/stream";
import { usePathCommands } from "../stream/usePathCommands";
import { useStream } from "../stream/useStream";
import { taskTitle } from "../taskTitle";
import type { ReviewWork } from "./reviewWork";
import { noteVerdict, readSitting } from "./sitting";

/** The group of the review's commands, in menus and on the sheet of keys. */
export const GROUP = "Review stream";

interface Seat<W extends ReviewWork, Item, Step> {
  project: Project;
  stream: Stream<W, Item, Step>;
  /** Constant: the parcels that verdicts leave in. */
  kinds: readonly ParcelKind[];
}

export type ReviewSeat<W extends ReviewWork, Item, Step> = ReturnType<typeof useReviewSeat<W, Item, Step>>;

export function useReviewSeat<W extends ReviewWork, Item, Step>(seat: Seat<W, Item, Step>) {
  const { kinds, project, stream } = seat;
  const me = useMe();
  const state = useStream(stream, { project: project.id, person: me.id, kinds, onLost: tellLost });
  const { current, opened, path } = state;
  const isOpened = opened !== null;
  const work = opened ? opened.work : current;
  const { instruction, show_instruction } = project.review_settings;
  const instructions = useInstructions(
    `review.${project.id}.${me.id}`,
    instruction || (project.instructions_file ?? ""),
    show_instruction,
  );
  const key = `assay.sitting.${me.id}.${project.id}`;
  const [sitting, setSitting] = useState(() => readSitting(key));
  const note = useCallback((accepted: boolean) => setSitting(noteVerdict(key, accepted)), [key]);
  const walk = usePathCommands({
    canGoBack: opened ? opened.at > 0 : path.length > 0,
    canGoForward: isOpened,
    back: useCallback(() => stream.back(), [stream]),
    forward: useCallback(() => stream.forward(), [stream]),
    of: "item",
    group: GROUP,
  });
  const people = useMemo(() => (work ? peopleOf(me, work.task) : null), [me, work]);
  const title = work ? taskTitle(work.task) : "Review";
  return { project, stream, state, work, isOpened, instructions, sitting, note, walk, people, title };
}
