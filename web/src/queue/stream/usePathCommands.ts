import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { type Command, useCommands } from "../../kit/commands";

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
  const commands = useMemo<PathCommands>(
    () => ({
      back: {
        id: "path-back",
        label: `Earlier ${of}`,
        group,
        icon: IconChevronLeft,
        keys: "k",
        when: () => canGoBack,
        run: back,
      },
      forward: {
        id: "path-forward",
        label: `Later ${of}`,
        group,
        icon: IconChevronRight,
        keys: "j",
        when: () => canGoForward,
        run: forward,
      },
    }),
    [back, canGoBack, canGoForward, forward, group, of],
  );
  const rows = useMemo(() => [commands.back, commands.forward], [commands]);
  useCommands("path", rows);
  return commands;
}
