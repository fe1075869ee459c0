import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconExternalLink, IconLink, IconSquareCheck } from "@tabler/icons-react";
import { type MouseEvent, useState } from "react";
import type { TaskAction, TaskRow } from "../api/contract";
import { notify } from "../kit/notify";
import classes from "./RowMenu.module.css";
import { ActionItems } from "./SelectionBar";

/** A long menu is as high as the window leaves room for, and scrolls. */
const WITHIN = { flip: true, shift: true, size: true };

interface ItemProps {
  projectId: number;
  taskId: number;
  actions: readonly TaskAction[];
  selected: boolean;
  onSelect: () => void;
  onAct: (action: TaskAction) => void;
}

/** What can be done with one row; its actions are about this task alone. */
export function RowMenu(props: ItemProps) {
  return (
    <Menu position="bottom-end" width={260} middlewares={WITHIN}>
      <Menu.Target>
        <ActionIcon size={24} variant="subtle" aria-label={`More about task ${props.taskId}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.sheet}>
        <RowItems {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function RowItems({ projectId, taskId, actions, selected, onSelect, onAct }: ItemProps) {
  const address = `/projects/${projectId}/tasks/${taskId}`;
  return (
    <>
      <Menu.Item
        component="a"
        href={address}
        target="_blank"
        rel="noopener"
        leftSection={<IconExternalLink size={14} aria-hidden />}
      >
        Open in a new tab
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLink size={14} aria-hidden />}
        onClick={() =>
          void navigator.clipboard
            .writeText(window.location.origin + address)
            .then(() => notify({ message: "The address is copied." }))
        }
      >
        Copy the address
      </Menu.Item>
      <Menu.Item leftSection={<IconSquareCheck size={14} aria-hidden />} onClick={onSelect}>
        {selected ? "Take out of the selection" : "Select"}
      </Menu.Item>
      {actions.length > 0 && <Menu.Divider />}
      <ActionItems actions={actions.filter(({ every_task }) => !every_task)} onAct={onAct} />
    </>
  );
}

/** The row whose menu was asked for with the other button, and where. */
export interface Pointed {
  row: TaskRow;
  index: number;
  x: number;
  y: number;
}

/** For the rows of a list: the menu of a row where the pointer is. With Shift the browser shows its own. */
export function usePointed() {
  const [pointed, setPointed] = useState<Pointed>();
  const onContextMenu = (row: TaskRow, index: number) => (event: MouseEvent) => {
    if (event.shiftKey || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    setPointed({ row, index, x: event.clientX, y: event.clientY });
  };
  return { pointed, onContextMenu, close: () => setPointed(undefined) };
}

interface PointedProps extends Omit<ItemProps, "taskId"> {
  pointed: Pointed;
  onClose: () => void;
}

/** The menu of a row at the place that was pointed at. */
export function PointedMenu({ pointed, onClose, ...props }: PointedProps) {
  return (
    <Menu
      key={`${pointed.row.id} ${pointed.x} ${pointed.y}`}
      opened
      onClose={onClose}
      position="bottom-start"
      offset={0}
      width={260}
      middlewares={WITHIN}
    >
      <Menu.Target>
        <span style={{ position: "fixed", left: pointed.x, top: pointed.y }} />
      </Menu.Target>
      <Menu.Dropdown className={classes.sheet} aria-label={`More about task ${pointed.row.id}`}>
        <RowItems taskId={pointed.row.id} {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}
