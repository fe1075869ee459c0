import type { ReactNode } from "react";
import { useEditor } from "../../editor";
import { ActionButton } from "../frame/ActionButton";
import { DraftMark } from "../frame/DraftMark";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { OutboxMark } from "../outbox/OutboxMark";
import type { PathCommands } from "../stream/usePathCommands";
import { isChanged } from "../work/work";
import type { LabelWork } from "./labelWork";
import type { Decisions } from "./useDecisions";

interface Props {
  work: LabelWork | null;
  decisions: Decisions;
  path: PathCommands;
  /** More decisions, such as deleting. */
  more?: ReactNode;
  /** How far one is. */
  children?: ReactNode;
}

/** The decision, always at the same place; then what is saved; then how far one is. */
export function LabelBar({ children, decisions, more, path, work }: Props) {
  return (
    <>
      {work && <HandInButton work={work} decisions={decisions} />}
      {decisions.mayPostpone && <ActionButton command={decisions.postpone} size="lg" />}
      {decisions.maySkip && <ActionButton command={decisions.skip} size="lg" />}
      {more}
      {decisions.blocked && <span className={classes.quiet}>{decisions.blocked}</span>}
      {work && <DraftMark work={work} />}
      <OutboxMark />
      <span className={classes.space} />
      {children}
      <PathArrows back={path.back} forward={path.forward} />
    </>
  );
}

function HandInButton({ decisions, work }: { work: LabelWork; decisions: Decisions }) {
  const changed = useEditor(work.editor, () => isChanged(work));
  const unchanged = work.kind === "past" && !changed;
  return (
    <ActionButton
      command={decisions.submit}
      label={decisions.isSending ? "Sending" : undefined}
      variant="filled"
      size="lg"
      keyAlways
      wide
      disabled={unchanged || decisions.blocked !== null || decisions.isSending}
      title={decisions.blocked ?? (unchanged ? "Nothing was changed since it was handed in." : undefined)}
    />
  );
}
