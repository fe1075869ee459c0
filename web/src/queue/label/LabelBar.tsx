import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEditor } from "../../editor";
import { Key } from "../../kit/Key";
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
  const disabled = unchanged || decisions.blocked !== null || decisions.isSending;
  const button = (
    <ActionButton
      command={decisions.submit}
      label={decisions.isSending ? "Sending" : undefined}
      variant="filled"
      size="lg"
      keyAlways
      wide
      disabled={disabled}
      title={decisions.blocked ?? (unchanged ? "Nothing was changed since it was handed in." : undefined)}
    />
  );
  const exit = decisions.submitAndExit;
  if (!exit) return button;
  return (
    <Button.Group>
      {button}
      <Menu position="top-start" width={300}>
        <Menu.Target>
          <Button
            size="lg"
            variant="filled"
            className={classes.splitFilled}
            aria-label="Other ways to hand in"
            disabled={disabled}
          >
            <IconChevronDown size={14} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={exit.run} rightSection={exit.keys ? <Key keys={exit.keys} /> : null}>
            <div>{exit.label}</div>
            <div className={classes.muted}>The next item goes to others; a break is not counted.</div>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
