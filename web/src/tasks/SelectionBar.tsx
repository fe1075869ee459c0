import { Button, Checkbox, Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconCheck, IconChevronDown, IconEye, IconStar, IconUser, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TaskAction } from "../api/contract";
import { count } from "../kit/numbers";
import classes from "./SelectionBar.module.css";
import { EVERY, NONE, type Selection, sizeOf, withSelected } from "./selection";

interface Props {
  selection: Selection;
  matching: number | undefined;
  loaded: readonly number[];
  actions: readonly TaskAction[];
  onSelect: (next: Selection) => void;
  onAct: (action: TaskAction) => void;
  /** The ways from here into the streams. */
  children?: ReactNode;
}

/** The actions that stand in the bar itself; all others are under More. */
const QUICK: readonly [string, ReactNode][] = [
  ["assign_annotators", <IconUser key="a" size={15} aria-hidden />],
  ["assign_reviewers", <IconEye key="r" size={15} aria-hidden />],
  ["set_ground_truths", <IconStar key="s" size={15} aria-hidden />],
  ["accept_annotations", <IconCheck key="c" size={15} aria-hidden />],
  ["reject_annotations", <IconX key="x" size={15} aria-hidden />],
];
const MOST_QUICK = { wide: 4, narrow: 1 };

/** How many tasks are selected, and what can be done with them. */
export function SelectionBar({ selection, matching, loaded, actions, onSelect, onAct, children }: Props) {
  const size = sizeOf(selection, matching);
  const isAll = selection.all && selection.ids.size === 0;
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const most = narrow ? MOST_QUICK.narrow : MOST_QUICK.wide;
  const quick = QUICK.filter(([id]) => actions.some((action) => action.id === id)).slice(0, most);
  const rest = actions.filter(({ id }) => !quick.some(([one]) => one === id));
  return (
    <section className={classes.bar} aria-label="Selection">
      <Checkbox
        size="xs"
        aria-label={isAll ? "Select nothing" : "Select all that match"}
        checked={isAll}
        indeterminate={!isAll}
        onChange={() => onSelect(isAll ? NONE : EVERY)}
      />
      <b className={classes.count} aria-live="polite">
        {isAll
          ? `All ${size === null ? "" : `${count(size)} `}matching selected`
          : `${size === null ? "All but a few" : count(size)} selected`}
      </b>
      {isAll ? (
        loaded.length < (matching ?? 0) && (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.wide}
            onClick={() => onSelect(withSelected(NONE, loaded, true))}
          >
            Only the {count(loaded.length)} loaded
          </Button>
        )
      ) : (
        <Button size="compact-sm" variant="subtle" onClick={() => onSelect(EVERY)}>
          Select all {matching === undefined ? "that match" : count(matching)}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={() => onSelect(NONE)}>
        Clear
      </Button>
      <span className={classes.space} />
      {children}
      {quick.map(([id, icon]) => {
        const action = actions.find((one) => one.id === id);
        return (
          action && (
            <Button key={id} size="xs" leftSection={icon} onClick={() => onAct(action)}>
              {action.title}
            </Button>
          )
        );
      })}
      {rest.length > 0 && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button size="xs" rightSection={<IconChevronDown size={12} aria-hidden />}>
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <ActionItems actions={rest} onAct={onAct} />
          </Menu.Dropdown>
        </Menu>
      )}
    </section>
  );
}

/** Actions in a menu, parted by what they are about. */
export function ActionItems({ actions, onAct }: Pick<Props, "actions" | "onAct">) {
  return actions.map((action, index) => (
    <div key={action.id}>
      {index > 0 && actions[index - 1]?.group !== action.group && <Menu.Divider />}
      <Menu.Item color={action.dialog.type === "danger" ? "red" : undefined} onClick={() => onAct(action)}>
        {action.title}
      </Menu.Item>
    </div>
  ));
}
