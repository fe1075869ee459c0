import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type Editor, useEditor } from "../../editor";
import { count } from "../../kit/numbers";
import { ShareBar } from "../../kit/ShareBar";
import { ActionButton } from "../frame/ActionButton";
import { DraftMark } from "../frame/DraftMark";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { OutboxMark } from "../outbox/OutboxMark";
import { isChanged } from "../work/work";
import { REJECTIONS } from "./rejectWords";
import type { ReviewWork } from "./reviewWork";
import type { Sitting } from "./sitting";
import type { Verdicts } from "./useVerdicts";

interface Props {
  work: ReviewWork | null;
  verdicts: Verdicts;
  sitting: Sitting;
  author: string;
}

/** The verdict, always at the same place; then how the work is shown; then how far one is. */
export function ReviewBar({ author, sitting, verdicts, work }: Props) {
  return (
    <>
      {work && (
        <>
          <VerdictButtons work={work} verdicts={verdicts} author={author} />
          <span className={classes.rule} />
          <Modes editor={work.editor} verdicts={verdicts} />
          <EditMark work={work} />
        </>
      )}
      <OutboxMark />
      <span className={classes.space} />
      <Progress work={work} sitting={sitting} />
      <span className={classes.rule} />
      <PathArrows back={verdicts.back} forward={verdicts.forward} />
    </>
  );
}

function VerdictButtons({
  author,
  verdicts,
  work,
}: {
  work: ReviewWork;
  verdicts: Verdicts;
  author: string;
}) {
  const changed = useEditor(work.editor, () => isChanged(work));
  const { action, isSending } = verdicts;
  const stands = work.given;
  const others = work.allowed.filter((way) => way !== action);
  const isRejected = stands?.accepted === false && stands.reject_action === action;
  const accept = changed ? "Fix + Accept" : "Accept";
  return (
    <>
      {work.allowed.length > 0 && (
        <Button.Group>
          <ActionButton
            command={verdicts.reject}
            size="lg"
            variant="outline"
            color="red"
            keyAlways
            wide
            disabled={isSending || isRejected}
            title={isRejected ? "This is your verdict." : REJECTIONS[action].effect(author)}
          />
          {others.length > 0 && (
            <Menu position="top-start" width={320}>
              <Menu.Target>
                <Button
                  size="lg"
                  variant="outline"
                  color="red"
                  className={classes.split}
                  aria-label="Other ways to reject"
                  disabled={isSending}
                >
                  <IconChevronDown size={14} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>Reject, and …</Menu.Label>
                {work.allowed.map((way) => (
                  <Menu.Item key={way} onClick={() => verdicts.rejectAs(way)}>
                    <div>{REJECTIONS[way].label}</div>
                    <div className={classes.muted}>{REJECTIONS[way].effect(author)}</div>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Button.Group>
      )}
      <ActionButton
        command={verdicts.accept}
        label={accept}
        size="lg"
        variant="filled"
        color="approve"
        keyAlways
        wide
        disabled={isSending || (stands?.accepted === true && !changed)}
        title={stands?.accepted === true && !changed ? "This is your verdict." : undefined}
      />
    </>
  );
}

function Modes({ editor, verdicts }: { editor: Editor; verdicts: Verdicts }) {
  const editable = useEditor(editor, (state) => state.editable);
  const solo = useEditor(editor, (state) => state.solo);
  const several = useEditor(editor, (state) => state.regions.size > 1);
  return (
    <>
      <ActionButton command={verdicts.edit} pressed={editable} size="sm" />
      {several && <ActionButton command={verdicts.solo} pressed={solo} size="sm" />}
    </>
  );
}

function EditMark({ work }: { work: ReviewWork }) {
  const changed = useEditor(work.editor, () => isChanged(work));
  return changed ? <DraftMark work={work} /> : null;
}

const MOST_COUNTED = 1000;

function Progress({ sitting, work }: { work: ReviewWork | null; sitting: Sitting }) {
  const left = work?.left ?? null;
  const done = sitting.accepted + sitting.rejected;
  if (left === null && done === 0) return null;
  return (
    <div className={classes.progressBlock}>
      <span className={classes.quiet}>
        <b>{count(done)} done</b>
        {left !== null && (
          <span className={classes.muted}>
            {left >= MOST_COUNTED ? `more than ${count(MOST_COUNTED)}` : count(left + 1)} to go
          </span>
        )}
      </span>
      <ShareBar
        height={4}
        label="Verdicts in this sitting"
        shares={[
          { name: "Accepted", value: sitting.accepted, color: "var(--approved-solid)" },
          { name: "Rejected", value: sitting.rejected, color: "var(--rejected-solid)" },
          { name: "To go", value: left === null ? 0 : left + 1, color: "var(--active)" },
        ]}
      />
    </div>
  );
}
