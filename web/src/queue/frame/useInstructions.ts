import { IconBook2 } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { type Command, useCommands } from "../../kit/commands";
import { usePageCommands } from "../../kit/pageCommands";

const NONE: readonly Command[] = [];

/** Shows instructions by themselves the first time in a sitting, and whenever they are asked for. */
export function useInstructions(key: string, text: string, first: boolean) {
  const name = `assay.instructions.${key}`;
  const [opened, setOpened] = useState(() => first && text !== "" && sessionStorage.getItem(name) === null);
  const page = usePageCommands();
  const command = useMemo<Command>(
    () => ({
      ...page("instructions"),
      group: "Everywhere",
      icon: IconBook2,
      run: () => setOpened(true),
    }),
    [page],
  );
  const rows = useMemo(() => [command], [command]);
  useCommands("instructions", text === "" ? NONE : rows);
  const close = useCallback(() => {
    sessionStorage.setItem(name, "seen");
    setOpened(false);
  }, [name]);
  return { opened, close, command: text === "" ? null : command };
}
