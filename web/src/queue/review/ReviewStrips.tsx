import { Button } from "@mantine/core";
import { IconEye, IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEditor } from "../../editor";
import { reasonOf } from "../../kit/Notice";
import { counted } from "../../kit/numbers";
import { ago } from "../../kit/times";
import { Conflict } from "../frame/Conflict";
import { Strip } from "../frame/Strip";
import type { People } from "../people";
import { withdrawReview } from "../queries";
import { clockTime } from "../untilWords";
import { whatChanged } from "../whatChanged";
import { isChanged } from "../work/work";
import { REJECTIONS } from "./rejectWords";
import type { ReviewWork } from "./reviewWork";

interface Props {
  work: ReviewWork;
  people: People;
  attempted: boolean;
  /** Leaves an item that cannot be judged now; only where there is a next one. */
  onNext?: () => void;
  onTheirs: () => Promise<void>;
  /** The verdict was taken back. */
  onWithdrawn: () => void;
  onDropEdits: () => void;
}

/** What the reviewer has to know of the item before going on. */
export function ReviewStrips({ attempted, onDropEdits, onNext, onTheirs, onWithdrawn, people, work }: Props) {
  const { refusal } = work;
  const isStale = refusal?.code === "stale_revision";
  return (
    <>
      {refusal && isStale && work.restored && (
        <Conflict refusal={refusal} people={people} what="Your verdict" onTheirs={onTheirs} />
      )}
      {refusal && isStale && !work.restored && <NewVersion people={people} work={work} />}
      {refusal && !isStale && (
        <Strip
          tone="danger"
          actions={
            onNext && (
              <Button size="xs" onClick={onNext}>
                Go to the next item
              </Button>
            )
          }
        >
          <b>The verdict was not taken.</b> {refusal.message}
        </Strip>
      )}
      {work.given && <GivenStrip work={work} onWithdrawn={onWithdrawn} />}
      <EditStrip work={work} attempted={attempted} onDropEdits={onDropEdits} />
    </>
  );
}

/** The verdict was about a version that is no longer the present one; the present one is shown. */
function NewVersion({ people, work }: { work: ReviewWork; people: People }) {
  const by = work.refusal?.context.updated_by;
  const who = typeof by === "number" ? people(by).name : "Somebody";
  return (
    <Strip tone="danger">
      <b>
        {who} changed this annotation at {clockTime(work.annotation.updated_at)}, after you opened it.
      </b>{" "}
      Your verdict was not saved. You see the new version, with the one that you judged behind it.
    </Strip>
  );
}

function GivenStrip({ onWithdrawn, work: { given } }: { work: ReviewWork; onWithdrawn: () => void }) {
  const withdraw = useMutation({ mutationFn: withdrawReview, onSuccess: onWithdrawn });
  if (!given) return null;
  const done =
    given.kind === "fix"
      ? "fixed and accepted"
      : given.accepted
        ? "accepted"
        : given.reject_action
          ? REJECTIONS[given.reject_action].done
          : "rejected";
  return (
    <Strip
      tone="info"
      icon={<IconEye size={14} aria-hidden />}
      actions={
        <Button size="compact-xs" loading={withdraw.isPending} onClick={() => withdraw.mutate(given.id)}>
          Take it back
        </Button>
      }
    >
      Your verdict: <b>{done}</b>, {ago(given.created_at, new Date())}. Give another one to change it.
      {withdraw.isError && <p>{reasonOf(withdraw.error)}</p>}
    </Strip>
  );
}

function EditStrip({ attempted, onDropEdits, work }: Pick<Props, "work" | "attempted" | "onDropEdits">) {
  const { editor, original } = work;
  const editable = useEditor(editor, (state) => state.editable);
  const changed = useEditor(editor, () => isChanged(work));
  const count = useEditor(editor, ({ regions }) => whatChanged(original, regions, editor.context).length);
  const problems = useEditor(editor, () => (changed ? editor.problems().join("\n") : ""));
  return (
    <>
      {attempted && problems !== "" && (
        <Strip tone="danger">
          {problems.split("\n").map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Strip>
      )}
      {(editable || changed) && (
        <Strip
          tone="warn"
          icon={<IconPencil size={14} aria-hidden />}
          actions={
            changed && (
              <Button size="compact-xs" onClick={onDropEdits}>
                Drop my corrections
              </Button>
            )
          }
        >
          {changed
            ? `${counted(count, "correction")} of yours. Fix + Accept saves them as a new revision; the author stays the author.`
            : "You may correct the labels now. Nothing is changed yet."}
        </Strip>
      )}
    </>
  );
}
