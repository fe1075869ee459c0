import { ActionIcon, Checkbox, Popover } from "@mantine/core";
import { IconDots, IconGripVertical, IconPlus, IconTrash } from "@tabler/icons-react";
import { memo, useId, useState } from "react";
import classes from "./Builder.module.css";
import { ColourField } from "./ColourField";
import { DraftField } from "./DraftField";
import styles from "./Options.module.css";

/** An option in plain values: a line is drawn anew only when one of them changes. */
export interface LineValues {
  readonly id: string;
  readonly index: number;
  readonly depth: number;
  readonly tag: string;
  readonly value: string;
  readonly alias: string;
  readonly hotkey: string;
  /** The key it has when it asks for none. */
  readonly automaticKey: string;
  readonly background: string;
  readonly hint: string;
  readonly maxUsages: string;
  readonly isSelected: boolean;
  /** What it has for a colour when none is written. */
  readonly automatic: string;
  readonly uses: number;
  readonly problem: string;
  readonly isKeyTaken: boolean;
  readonly nests: boolean;
}

export interface LineActions {
  readonly rename: (index: number, value: string) => void;
  readonly set: (index: number, name: string, value: string | null) => void;
  readonly remove: (index: number) => void;
  readonly step: (index: number, by: -1 | 1) => void;
  readonly addBelow: (index: number) => void;
  readonly grab: (index: number, event: React.PointerEvent<HTMLButtonElement>) => void;
}

const LONGEST_KEY = 20;

/** One label or choice: its colour, word and key, and the rest in a menu. */
export const OptionLine = memo(Line, (before, after) => {
  const names = Object.keys(after.line) as (keyof LineValues)[];
  return before.actions === after.actions && names.every((name) => before.line[name] === after.line[name]);
});

interface Props {
  actions: LineActions;
  line: LineValues;
}

function Line({ actions, line }: Props) {
  const { index, value } = line;
  return (
    <div className={styles.option} data-id={line.id} data-wrong={line.problem !== "" || undefined}>
      {/* How deep it stands, as room before it. */}
      <span style={{ width: line.depth * 18 }} />
      <button
        type="button"
        className={styles.grip}
        aria-label={`Move ${value}`}
        title="Drag, or press the arrow keys"
        onPointerDown={(event) => actions.grab(index, event)}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
          if (by === null) return;
          event.preventDefault();
          actions.step(index, by);
        }}
      >
        <IconGripVertical size={14} aria-hidden />
      </button>
      {line.tag !== "Choice" && (
        <ColourField
          title={value}
          value={line.background}
          automatic={line.automatic}
          onChange={(colour) => actions.set(index, "background", colour)}
        />
      )}
      <DraftField
        keepsSome
        className={classes.input}
        aria-label={`Word ${index + 1}`}
        aria-invalid={line.problem !== "" || undefined}
        title={line.problem || undefined}
        value={value}
        onCommit={(word) => actions.rename(index, word.trim())}
      />
      {line.uses > 0 && (
        <span className={classes.uses} title={`Given as an answer ${line.uses} times`}>
          {line.uses}
        </span>
      )}
      <DraftField
        className={classes.key}
        aria-label={`Key of ${value}`}
        aria-invalid={line.isKeyTaken || undefined}
        title={line.isKeyTaken ? "Something else has this key too" : "Key"}
        placeholder={line.automaticKey || "key"}
        maxLength={LONGEST_KEY}
        value={line.hotkey}
        onCommit={(key) => actions.set(index, "hotkey", key.trim() === "" ? null : key.trim().toLowerCase())}
      />
      <More line={line} actions={actions} />
      <ActionIcon
        size="sm"
        variant="subtle"
        aria-label={`Remove ${value}`}
        title={line.uses > 0 ? `“${value}” was given ${line.uses} times: rename it, but keep it.` : "Remove"}
        disabled={line.uses > 0}
        onClick={() => actions.remove(index)}
      >
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function More({ actions, line }: Props) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const { index, value } = line;
  const field = (name: "alias" | "hint" | "maxUsages", title: string) => (
    <div className={classes.field}>
      <label htmlFor={`${id}-${name}`}>{title}</label>
      <DraftField
        id={`${id}-${name}`}
        className={classes.input}
        value={line[name]}
        onCommit={(text) => actions.set(index, name, text.trim() === "" ? null : text)}
      />
    </div>
  );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus width={280}>
      <Popover.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          aria-label={`More about ${value}`}
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && (
          <div className={classes.settings}>
            {line.uses > 0 ? (
              <p className={classes.note}>
                {line.alias === "" ? "" : `Results hold “${line.alias}”. `}It was given {line.uses} times, so
                its word in results stays.
              </p>
            ) : (
              field("alias", "Word in results")
            )}
            {field("hint", "Hint")}
            {line.tag === "Label" && field("maxUsages", "At most")}
            {line.tag !== "Relation" && (
              <Checkbox
                size="xs"
                label="Chosen at the start"
                checked={line.isSelected}
                onChange={(event) =>
                  actions.set(index, "selected", event.currentTarget.checked ? "true" : null)
                }
              />
            )}
            {line.nests && (
              <button
                type="button"
                className={classes.plain}
                onClick={() => {
                  setOpened(false);
                  actions.addBelow(index);
                }}
              >
                <IconPlus size={14} aria-hidden />
                Add one below
              </button>
            )}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
