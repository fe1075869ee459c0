import { useState } from "react";

/** Shows instructions by themselves the first time in a sitting, and whenever they are asked for. */
export function useInstructions(key: string, text: string, first: boolean) {
  const name = `assay.instructions.${key}`;
  const [opened, setOpened] = useState(() => first && text !== "" && sessionStorage.getItem(name) === null);
  return {
    opened,
    show: () => setOpened(true),
    close: () => {
      sessionStorage.setItem(name, "seen");
      setOpened(false);
    },
  };
}
