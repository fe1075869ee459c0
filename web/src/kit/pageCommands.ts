/**
 * The commands of the page around the editor, with their keys: buttons, palette, sheet of shortcuts, keyboard and the
 * settings of keys read this one table. What a command does is up to the screen that offers it.
 */
import { useCallback } from "react";
import { useStore } from "zustand";
import type { Command } from "./commands";
import { type Keymap, keymapStore, PAGE_SECTION } from "./keymap";
import { tableKeys } from "./shortcuts";

/** Where a command can be reached. Those of different places never meet, so they may share a key. */
type Place = "everywhere" | "label" | "review" | "instances" | "lists";

interface PageCommand {
  readonly title: string;
  readonly group: "Everywhere" | "Items" | "Labelling" | "Review";
  /** Combinations as people's own keys are stored: "Mod+Enter". */
  readonly keys: readonly string[];
  readonly places: readonly Place[];
  /** Which of its keys it is means something: they cannot be changed. */
  readonly fixedKeys?: true;
}

const STREAMS = ["label", "review", "instances"] as const;
const VERDICTS = ["review", "instances"] as const;

const TABLE = {
  submit: { title: "Submit", group: "Labelling", keys: ["Mod+Enter"], places: ["label"] },
  "submit-exit": {
    title: "Submit and exit",
    group: "Labelling",
    keys: ["Mod+Shift+Enter"],
    places: ["label"],
  },
  postpone: { title: "Postpone", group: "Labelling", keys: ["Mod+M"], places: ["label"] },
  skip: { title: "Skip", group: "Labelling", keys: ["Mod+ "], places: ["label"] },
  "resolve-issue": {
    title: "Mark the issue as resolved",
    group: "Labelling",
    keys: ["Shift+Enter"],
    places: ["label"],
  },
  comment: { title: "Write a comment", group: "Items", keys: ["C"], places: STREAMS },
  "path-back": { title: "Earlier item", group: "Items", keys: ["K"], places: STREAMS },
  "path-forward": { title: "Later item", group: "Items", keys: ["J"], places: STREAMS },
  instructions: { title: "Instructions", group: "Items", keys: ["Shift+I"], places: STREAMS },
  accept: { title: "Accept, or Fix + Accept", group: "Review", keys: ["N"], places: VERDICTS },
  reject: { title: "Reject", group: "Review", keys: ["B"], places: VERDICTS },
  "take-back": { title: "Back to pending", group: "Review", keys: ["U"], places: ["instances"] },
  edit: { title: "Edit labels", group: "Review", keys: ["E"], places: VERDICTS },
  solo: { title: "Single label", group: "Review", keys: ["S"], places: VERDICTS },
  "next-instance": { title: "Next instance", group: "Review", keys: ["ArrowDown"], places: VERDICTS },
  "previous-instance": { title: "Previous instance", group: "Review", keys: ["ArrowUp"], places: VERDICTS },
  "extend-down": {
    title: "Select the next one as well",
    group: "Review",
    keys: ["Shift+ArrowDown"],
    places: ["instances"],
  },
  "extend-up": {
    title: "Select the previous one as well",
    group: "Review",
    keys: ["Shift+ArrowUp"],
    places: ["instances"],
  },
  "select-frame": { title: "Select all in frame", group: "Review", keys: ["A"], places: ["instances"] },
  "approve-frame": {
    title: "Approve all in frame",
    group: "Review",
    keys: ["Shift+N"],
    places: ["instances"],
  },
  "reject-frame": { title: "Reject all in frame", group: "Review", keys: ["Shift+B"], places: ["instances"] },
  "select-pending": {
    title: "Select all that wait",
    group: "Review",
    keys: ["Mod+A"],
    places: ["instances"],
  },
  "report-missing": { title: "Report missing", group: "Review", keys: ["M"], places: ["instances"] },
  "send-verdicts": { title: "Send verdicts", group: "Review", keys: ["Mod+Enter"], places: ["instances"] },
  "undo-sent": {
    title: "Undo the verdicts that are about to be sent",
    group: "Review",
    keys: ["Mod+Z"],
    places: ["instances"],
  },
  reasons: {
    title: "Reasons, and what a rejection means",
    group: "Review",
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    places: VERDICTS,
    fixedKeys: true,
  },
  palette: { title: "Search or run a command", group: "Everywhere", keys: ["Mod+K"], places: ["everywhere"] },
  shortcuts: { title: "Show keyboard shortcuts", group: "Everywhere", keys: ["?"], places: ["everywhere"] },
  "new-project": { title: "New project", group: "Everywhere", keys: ["Shift+N"], places: ["everywhere"] },
  scheme: {
    title: "Switch between light and dark",
    group: "Everywhere",
    keys: ["Shift+D"],
    places: ["everywhere"],
  },
  "search-tasks": { title: "Search tasks", group: "Everywhere", keys: ["/"], places: ["lists"] },
  "go-to": {
    title: "Go to a page: this key, then its letter",
    group: "Everywhere",
    keys: ["G"],
    places: ["everywhere"],
    fixedKeys: true,
  },
} as const satisfies Readonly<Record<string, PageCommand>>;

export type PageCommandName = keyof typeof TABLE;

/** A row as the settings of keys show it, beside those of the editor. */
export interface PageCommandRow extends PageCommand {
  readonly id: string;
}

export const PAGE_COMMANDS: readonly PageCommandRow[] = Object.entries<PageCommand>(TABLE).map(
  ([name, command]) => ({ ...command, id: `${PAGE_SECTION}${name}` }),
);

/** What of a command its table says, with the key that the person wants for it. */
export type Named = Pick<Command, "id" | "label" | "keys">;

export function pageCommand(name: PageCommandName, keymap: Keymap): Named {
  const { keys, title }: PageCommand = TABLE[name];
  const [key] = keymap.get(`${PAGE_SECTION}${name}`) ?? keys;
  return { id: name, label: title, ...(key !== undefined && { keys: tableKeys(key) }) };
}

/** Names and keys of the page's commands; another function once the person changes a key. */
export function usePageCommands(): (name: PageCommandName) => Named {
  const keymap = useStore(keymapStore);
  return useCallback((name) => pageCommand(name, keymap), [keymap]);
}

/** A command of the table, or one of the editor, which has no places of its own. */
interface Placed {
  readonly id: string;
  readonly places?: readonly Place[];
}

/** Whether two commands can be reached at the same time. */
export function canMeet(a: Placed, b: Placed): boolean {
  const [one, other]: readonly (readonly Place[])[] = [a.places ?? STREAMS, b.places ?? STREAMS];
  if (one?.includes("everywhere") || other?.includes("everywhere")) return true;
  return one?.some((place) => other?.includes(place)) ?? false;
}
