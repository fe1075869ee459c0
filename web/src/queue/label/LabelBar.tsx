import { IconBolt } from "@tabler/icons-react";
import { useEditor } from "../../editor";
import { count } from "../../kit/numbers";
import { duration } from "../../kit/times";
import { ActionButton } from "../frame/ActionButton";
import { DraftMark } from "../frame/DraftMark";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { OutboxMark } from "../outbox/OutboxMark";
import { isChanged } from "../work/work";
import type { LabelWork } from "./labelWork";
import type { Decisions } from "./useDecisions";

interface Props {
  work: LabelWork | null;
  decisions: Decisions;
  isOpened: boolean;
  nextIsReady: boolean;
}

/** The decision, always at the same place; then what is saved; then how far one is. */
export function LabelBar({ decisions, isOpened, nextIsReady, work }: Props) {
  const { tally } = decisions;
  const mean = tally.done > 0 ? tally.seconds / tally.done : 0;
  return (
    <>
      {work && <HandInButton work={work} decisions={decisions} isOpened={isOpened} />}
      {decisions.mayPostpone && <ActionButton command={decisions.postpone} size="lg" />}
      {decisions.maySkip && <ActionButton command={decisions.skip} size="lg" />}
      {work && <span className={classes.rule} />}
      {work && <DraftMark work={work} />}
      <OutboxMark />
      <span className={classes.space} />
      {nextIsReady && !isOpened && (
        <span className={`${classes.quiet} ${classes.wide}`}>
          <IconBolt size={14} aria-hidden />
          Next item is ready
        </span>
      )}
      {tally.done > 0 && (
        <>
          <span className={classes.rule} />
          <span className={classes.quiet}>
            <b>{count(tally.done)}</b>
            <span className={classes.muted}>
              done<span className={classes.wide}> in this sitting, {duration(mean)} each</span>
            </span>
          </span>
        </>
      )}
      <PathArrows back={decisions.back} forward={decisions.forward} />
    </>
  );
}

function HandInButton({
  decisions,
  isOpened,
  work,
}: {
  work: LabelWork;
  decisions: Decisions;
  isOpened: boolean;
}) {
  const changed = useEditor(work.editor, () => isChanged(work));
  const unchanged = isOpened && work.kind === "past" && !changed;
  return (
    <ActionButton
      command={decisions.submit}
      label={decisions.isSending ? "Updating" : undefined}
      variant="filled"
      size="lg"
      keyAlways
      disabled={unchanged || decisions.blocked !== null || decisions.isSending}
      title={decisions.blocked ?? (unchanged ? "Nothing was changed since it was handed in." : undefined)}
      wide
    />
  );
}
