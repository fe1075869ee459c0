import { ActionIcon } from "@mantine/core";
import { IconQuestionMark } from "@tabler/icons-react";
import { allCommands, useCommandRegister } from "../../kit/commands";

/** Opens the sheet of shortcuts, where the rail has no words. */
export function ShortcutsButton() {
  const command = useCommandRegister(({ sets }) => allCommands(sets).find(({ id }) => id === "shortcuts"));
  if (!command) return null;
  return (
    <ActionIcon aria-label={command.label} title={`${command.label} (${command.keys})`} onClick={command.run}>
      <IconQuestionMark size={16} aria-hidden />
    </ActionIcon>
  );
}
