import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconExternalLink, IconLink, IconSquareCheck } from "@tabler/icons-react";
import type { TaskAction } from "../api/contract";
import { notify } from "../kit/notify";
import { ActionItems } from "./SelectionBar";

interface Props {
  projectId: number;
  taskId: number;
  actions: readonly TaskAction[];
  selected: boolean;
  onSelect: () => void;
  onAct: (action: TaskAction) => void;
}

/** What can be done with one row; its actions are about this task alone. */
export function RowMenu({ projectId, taskId, actions, selected, onSelect, onAct }: Props) {
  const address = `/projects/${projectId}/tasks/${taskId}`;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon size={24} variant="subtle" aria-label={`More about task ${taskId}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
