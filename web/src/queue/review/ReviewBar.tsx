import { Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { type Editor, isDrawn, useEditor } from "../../editor";
import { Key } from "../../kit/Key";
import { ActionButton } from "../frame/ActionButton";
import { DraftMark } from "../frame/DraftMark";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { OutboxMark } from "../outbox/OutboxMark";
import type { PathCommands } from "../stream/usePathCommands";
import { isChanged } from "../work/work";
import { REJECTIONS } from "./rejectWords";
import type { ReviewWork } from "./reviewWork";
import type { Verdicts } from "./useVerdicts";

interface Props {
  work: ReviewWork | null;
  verdicts: Verdicts;
  author: string;
  path: PathCommands;
  /** More that can be done to the annotation. */
  more?: ReactNode;
  /** How far one is. */
  children?: ReactNode;
}

/** The verdict, always at the same place; then how the work is shown; then how far one is. */
export function ReviewBar({ author, children, more, path, verdicts, work }: Props) {
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
      {more}
      <OutboxMark />
      <span className={classes.space} />
      {children}
      <PathArrows back={path.back} forward={path.forward} />
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
          {(others.length > 0 || verdicts.reasons.offered.length > 0) && (
            <Menu position="top-start" width={320}>
              <Menu.Target>
                <Button
                  size="lg"
                  variant="outline"
                  color="red"
                  className={classes.split}
                  aria-label={
                    verdicts.reasons.offered.length > 0
                      ? "Reasons and ways to reject"
                      : "Other ways to reject"
                  }
                  disabled={isSending}
                >
                  <IconChevronDown size={14} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {verdicts.reasons.offered.length > 0 && <Menu.Label>Reject because of …</Menu.Label>}
                {verdicts.reasons.offered.map(({ key, text }) => (
                  <Menu.Item
                    key={text}
                    role="menuitemcheckbox"
                    aria-checked={verdicts.reasons.chosen.includes(text)}
                    closeMenuOnClick={false}
                    leftSection={
                      <IconCheck
                        size={14}
                        aria-hidden
                        visibility={verdicts.reasons.chosen.includes(text) ? undefined : "hidden"}
                      />
                    }
                    rightSection={<Key keys={key} />}
                    onClick={() => verdicts.toggleReason(text)}
                  >
                    <span dir="auto">{text}</span>
                  </Menu.Item>
                ))}
                {others.length > 0 && (
                  <>
                    <Menu.Label>Reject, and …</Menu.Label>
                    {work.allowed.map((way) => (
                      <Menu.Item key={way} onClick={() => verdicts.rejectAs(way)}>
                        <div>{REJECTIONS[way].label}</div>
                        <div className={classes.muted}>{REJECTIONS[way].effect(author)}</div>
                      </Menu.Item>
                    ))}
                  </>
                )}
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
  // Answers about the whole item cannot be shown alone.
  const several = useEditor(editor, ({ regions }) => [...regions.values()].filter(isDrawn).length > 1);
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
