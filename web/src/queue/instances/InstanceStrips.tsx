import { Button } from "@mantine/core";
import { IconEye, IconPencil } from "@tabler/icons-react";
import { useEditor } from "../../editor";
import { counted } from "../../kit/numbers";
import { Strip } from "../frame/Strip";
import type { People } from "../people";
import { clockTime } from "../untilWords";
import { type InstanceWork, mendedOf } from "./instanceWork";

interface Props {
  work: InstanceWork;
  people: People;
  /** Why the annotation that somebody came for cannot be judged now. */
  missed: string | null;
}

/** What the reviewer has to know of the batch before going on. */
export function InstanceStrips({ missed, people, work }: Props) {
  const { annotation, editor, original, place, refusal, undone } = work;
  const editable = useEditor(editor, (state) => state.editable);
  const mended = useEditor(editor, () => mendedOf(work));
  const drop = () => editor.decide([...mended], "pending", {}, original);
  return (
    <>
      {missed && <Strip tone="warn">{missed} You see what waits for you instead.</Strip>}
      {refusal?.code === "stale_revision" ? (
        <Strip tone="danger">
          <b>
            {nameOf(refusal.context.updated_by, people)} changed this annotation at{" "}
            {clockTime(annotation.updated_at)}, after you opened it.
          </b>{" "}
          Nothing was sent yet. Your verdicts are kept,{" "}
          {undone > 0
            ? `except on ${counted(undone, "instance")} that changed: look at ${undone === 1 ? "it" : "them"} again.`
            : "because nothing that you judged has changed."}
        </Strip>
      ) : (
        refusal && (
          <Strip tone="danger">
            <b>Your verdicts were not taken.</b> {refusal.message} They are kept here.
          </Strip>
        )
      )}
      {!place && (
        <Strip tone="info" icon={<IconEye size={14} aria-hidden />}>
          This was judged before. Select an instance to see what was said of it, or to judge it again.
        </Strip>
      )}
      {(editable || mended.size > 0) && (
        <Strip
          tone="warn"
          icon={<IconPencil size={14} aria-hidden />}
          actions={
            mended.size > 0 && (
              <Button size="compact-xs" onClick={drop}>
                Drop my corrections
              </Button>
            )
          }
        >
          {mended.size > 0
            ? `${counted(mended.size, "instance")} corrected. Approving one fixes it; a rejection keeps no corrections.`
            : "You may move what waits and change answers about it. To add, remove or rename is up to the author."}
        </Strip>
      )}
    </>
  );
}

function nameOf(id: unknown, people: People): string {
  return typeof id === "number" ? people(id).name : "Somebody";
}
