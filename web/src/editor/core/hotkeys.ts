import type { Command } from "./commands";
import type { Editor } from "./store";

/** A key press, free of the browser's event. */
export interface Stroke {
  readonly key: string;
  /** Physical key: finds letters and digits on keyboards that write others. */
  readonly code: string;
  /** Ctrl, or Command on a Mac. */
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Whether a stroke is a combination such as "Mod+Shift+Z", "Alt+ArrowLeft" or "q". */
export function matches(combination: string, stroke: Stroke): boolean {
  const { alt, key, mod, shift } = parse(combination);
  if (mod !== stroke.mod || alt !== stroke.alt) return false;
  // Signs such as "?" or "+" need Shift on some keyboards only: the sign itself decides.
  if (shift !== stroke.shift && !(isSign(key) && !shift)) return false;
  return stroke.key.toLowerCase() === key || samePhysicalKey(key, stroke);
}

/** The first command that a stroke means and that can run now. */
export function commandFor(commands: readonly Command[], stroke: Stroke, editor: Editor): Command | null {
  const meant = commands.filter((command) => command.keys.some((keys) => matches(keys, stroke)));
  return meant.find((command) => command.when(editor)) ?? null;
}

/** A combination as key caps: "Mod+Z" becomes ["Ctrl", "Z"]. */
export function keyCaps(combination: string, mac: boolean): string[] {
  return split(combination).map((part) => {
    if (part === "Mod") return mac ? "⌘" : "Ctrl";
    return CAPS[part] ?? part;
  });
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Delete: "Del",
  Escape: "Esc",
  Enter: "↵",
  " ": "Space",
};

interface Combination {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

const PARSED = new Map<string, Combination>();

function parse(combination: string): Combination {
  let parsed = PARSED.get(combination);
  if (!parsed) {
    const parts = split(combination).map((part) => part.toLowerCase());
    const key = parts.pop() ?? "";
    const mod = parts.some((part) => ["mod", "ctrl", "control", "meta", "cmd"].includes(part));
    parsed = { key, mod, shift: parts.includes("shift"), alt: parts.includes("alt") };
    PARSED.set(combination, parsed);
  }
  return parsed;
}

/** Splits at "+", keeping a "+" that is itself the key. */
function split(combination: string): string[] {
  return combination.endsWith("+")
    ? [...combination.slice(0, -1).split("+").filter(Boolean), "+"]
    : combination.split("+");
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z]/i.test(key);
}

function samePhysicalKey(key: string, stroke: Stroke): boolean {
  if (stroke.key.length !== 1) return false;
  if (/^[a-z]$/.test(key)) return !/[a-z]/i.test(stroke.key) && stroke.code === `Key${key.toUpperCase()}`;
  return /^\d$/.test(key) && !/\d/.test(stroke.key) && !stroke.shift && stroke.code === `Digit${key}`;
}
