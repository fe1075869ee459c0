import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { type Command, useCommands } from "../../kit/commands";
import { usePageCommands } from "../../kit/pageCommands";

interface Path {
  canGoBack: boolean;
  canGoForward: boolean;
  back: () => void;
  forward: () => void;
  /** What is walked along: "item", "task". */
  of: string;
  group: string;
}

export interface PathCommands {
  back: Command;
  forward: Command;
}

/** Back and forward as commands; the same keys on every working screen. */
export function usePathCommands({ back, canGoBack, canGoForward, forward, group, of }: Path): PathCommands {
  const page = usePageCommands();
  const commands = useMemo<PathCommands>(
    () => ({
      back: {
        ...page("path-back"),
        label: `Earlier ${of}`,
        group,
        icon: IconChevronLeft,
        when: () => canGoBack,
        run: back,
      },
      forward: {
        ...page("path-forward"),
        label: `Later ${of}`,
        group,
        icon: IconChevronRight,
        when: () => canGoForward,
        run: forward,
      },
    }),
    [page, back, canGoBack, canGoForward, forward, group, of],
  );
  const rows = useMemo(() => [commands.back, commands.forward], [commands]);
  useCommands("path", rows);
  return commands;
}
