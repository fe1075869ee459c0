import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconStack2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { isDrawn, useEditor } from "../../editor";
import { type Command, canRun } from "../../kit/commands";
import { Key } from "../../kit/Key";
import { count, counted } from "../../kit/numbers";
import { ActionButton } from "../frame/ActionButton";
import { DraftMark } from "../frame/DraftMark";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { OutboxMark } from "../outbox/OutboxMark";
import type { PathCommands } from "../stream/usePathCommands";
import { type InstanceWork, mendedOf } from "./instanceWork";
import { judgeable, panesOf } from "./rows";
import type { Judging } from "./useJudging";

interface Props {
  work: InstanceWork | null;
  judging: Judging;
  /** Its verdicts are on their way. */
  sending: boolean;
  path: PathCommands;
  /** What can be done with work that is looked at again. */
  more?: ReactNode;
  children?: ReactNode;
}

/** The verdict on what is selected, always at the same place; then how the work is shown; then how far one is. */
export function InstanceBar({ children, judging, more, path, sending, work }: Props) {
  return (
    <>
      {work?.place && <Verdicts work={work} judging={judging} sending={sending} />}
      {work && !work.place && (
        <>
          {more}
          <ModeButtons work={work} judging={judging} />
        </>
      )}
      <OutboxMark />
      <span className={classes.space} />
      {children}
      <PathArrows back={path.back} forward={path.forward} />
    </>
  );
}

function Verdicts({ judging, sending, work }: { work: InstanceWork; judging: Judging; sending: boolean }) {
  const { editor, rows } = work;
  const selection = useEditor(editor, (state) => state.selection);
  const decisions = useEditor(editor, (state) => state.decisions);
  const fixes = useEditor(editor, () => [...editor.state().selection].some((id) => mendedOf(work).has(id)));
  const mended = useEditor(editor, () => mendedOf(work).size > 0);
  const reports = useStore(work.sheet, (sheet) => sheet.reports.length);
  const chosen = judging.lostId ? 1 : judgeable(rows, selection).length;
  const mine = [...decisions.values()].filter((each) => each.isMine && each.verdict !== "pending").length;
  const { pending } = panesOf(rows, decisions);
  const decided = [...selection].some(
    (id) => decisions.get(id)?.isMine && decisions.get(id)?.verdict !== "pending",
  );
  const times = chosen > 1 ? ` ${count(chosen)}` : "";
  const parcel = mine > 0 ? count(mine) : counted(reports, "report");
  const why = chosen === 0 ? "Select an instance that waits for your verdict." : undefined;
  return (
    <>
      <ActionButton
        command={judging.reject}
        label={`Reject${times}`}
        size="lg"
        variant="outline"
        color="red"
        keyAlways
        disabled={sending || chosen === 0 || work.allowed.length === 0}
        title={why}
      />
      <ActionButton
        command={judging.approve}
        label={`${fixes ? "Fix + approve" : "Approve"}${times}`}
        size="lg"
        variant="filled"
        color="approve"
        keyAlways
        wide
        disabled={sending || chosen === 0}
        title={why}
      />
      {decided && <ActionButton command={judging.takeBack} size="sm" shrinks />}
      <span className={classes.rule} />
      <FrameMenu work={work} judging={judging} disabled={sending || pending.length === 0} />
      <ModeButtons work={work} judging={judging} />
      {mended && <DraftMark work={work} />}
      {(mine > 0 || reports > 0) && (
        <ActionButton
          command={judging.send}
          label={pending.length === 0 ? `Send ${parcel}` : sending ? "Sending" : `Send ${parcel} now`}
          size="sm"
          shrinks
          variant={pending.length === 0 ? "filled" : undefined}
          disabled={sending}
          title="Verdicts are sent by themselves when nothing waits any more; until then this browser keeps them."
        />
      )}
    </>
  );
}

interface FrameProps {
  work: InstanceWork;
  judging: Judging;
}

function FrameMenu({ disabled, ...props }: FrameProps & { disabled: boolean }) {
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <Button
          size="sm"
          className={classes.shrinks}
          aria-label="All in frame"
          title="Approve, reject or select all in frame"
          disabled={disabled}
          leftSection={<IconStack2 size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <span className={classes.word}>All in frame</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <FrameItems {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What can be done with the frame that is shown now; a film may go on while the menu is open. */
function FrameItems({ judging, work }: FrameProps) {
  useEditor(work.editor, (state) => state.positions);
  const { approve, reject, select } = judging.frame;
  return [approve, reject, select].map((command) => <FrameItem key={command.id} command={command} />);
}

function FrameItem({ command }: { command: Command }) {
  const Icon = command.icon;
  return (
    <Menu.Item
      leftSection={Icon && <Icon size={14} aria-hidden />}
      rightSection={command.keys && <Key keys={command.keys} />}
      disabled={!canRun(command)}
      onClick={command.run}
    >
      {command.label}
    </Menu.Item>
  );
}

function ModeButtons({ judging, work }: { work: InstanceWork; judging: Judging }) {
  const editable = useEditor(work.editor, (state) => state.editable);
  const solo = useEditor(work.editor, (state) => state.solo);
  const reports = useStore(work.sheet, (sheet) => sheet.reports.length);
  // Answers about the whole item cannot be shown alone.
  const several = useEditor(work.editor, ({ regions }) => [...regions.values()].filter(isDrawn).length > 1);
  return (
    <>
      {several && <ActionButton command={judging.solo} pressed={solo} size="sm" shrinks />}
      {work.place && <ActionButton command={judging.edit} pressed={editable} size="sm" shrinks />}
      <ActionButton
        command={judging.report}
        label={reports > 0 ? `Report missing (${reports})` : "Report missing"}
        size="sm"
        shrinks
      />
    </>
  );
}
