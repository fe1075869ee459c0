/**
 * What the person can do right now, as values. Pages register their commands while they are shown; the palette, the
 * shortcut sheet and the keyboard all read this one register.
 */
import type { IconProps } from "@tabler/icons-react";
import { type ComponentType, useEffect } from "react";
import { create } from "zustand";

export interface Command {
  id: string;
  /** What it does, as a person would say it. */
  label: string;
  /** Heading under which the palette and the shortcut sheet list it. */
  group: string;
  icon?: ComponentType<IconProps>;
  /** "mod+k", "?", or steps parted by spaces: "g p". */
  keys?: string;
  /** More words by which the palette finds it. */
  keywords?: string;
  /** Works while the person types in a field as well. */
  whileTyping?: boolean;
  /** Offered on every screen: its keys mean something else where the screen at hand has a command of its own for them. */
  everywhere?: boolean;
  /** Listed in the shortcut sheet but handled by its page itself. */
  handledByPage?: boolean;
  /** Whether it can run at this moment; left out, it always can while it is registered. */
  when?: () => boolean;
  run: () => void;
}

interface Register {
  sets: ReadonlyMap<string, readonly Command[]>;
  put: (owner: string, commands: readonly Command[]) => void;
  drop: (owner: string) => void;
}

export const useCommandRegister = create<Register>((set) => ({
  sets: new Map(),
  put: (owner, commands) => set(({ sets }) => ({ sets: new Map(sets).set(owner, commands) })),
  drop: (owner) =>
    set(({ sets }) => {
      const rest = new Map(sets);
      rest.delete(owner);
      return { sets: rest };
    }),
}));

/** All commands that are registered, in the order in which their owners came. */
export function allCommands(sets: ReadonlyMap<string, readonly Command[]>): Command[] {
  return [...sets.values()].flat();
}

/** Whether a command can run at this moment. */
export function canRun(command: Command): boolean {
  return command.when?.() ?? true;
}

/** Offers commands while the calling component is shown. `commands` must be memoised. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  const put = useCommandRegister((register) => register.put);
  const drop = useCommandRegister((register) => register.drop);
  useEffect(() => {
    put(owner, commands);
    return () => drop(owner);
  }, [owner, commands, put, drop]);
}
