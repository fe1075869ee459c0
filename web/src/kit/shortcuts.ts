/** From key presses to commands. */
import { useEffect } from "react";
import { allCommands, type Command, canRun, useCommandRegister } from "./commands";

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMES: Record<string, string> = {
  " ": "space",
  escape: "esc",
  arrowup: "up",
  arrowdown: "down",
  arrowleft: "left",
  arrowright: "right",
};

/** A press in the spelling of the command table. Shift counts only where it does not already change the character. */
export function stepOf(press: Press): string {
  const key = press.key.toLowerCase();
  const name = NAMES[key] ?? key;
  const isCharacter = name.length === 1 && !/[a-z]/.test(name);
  const parts = [
    press.ctrlKey || press.metaKey ? "mod" : "",
    press.altKey ? "alt" : "",
    press.shiftKey && !isCharacter ? "shift" : "",
    name,
  ];
  return parts.filter(Boolean).join("+");
}

/** A combination as people's keys are stored, "Mod+ArrowLeft", in the spelling of the command table: "mod+left". */
export function tableKeys(combination: string): string {
  if (combination === "+") return combination;
  const parts = combination.split(/\+(?=.)/).map((part) => part.toLowerCase());
  return parts.map((part) => (Object.hasOwn(NAMES, part) ? NAMES[part] : part)).join("+");
}

/** Whether a key may be meant as a command where people write: letters and signs are then written. */
function isChord(keys: string | undefined): boolean {
  return keys !== undefined && /^(mod\+|alt\+|f\d+$)/.test(keys);
}

type Match = { run: Command } | { waiting: string } | null;

/** Which command a press completes, or whether it begins a longer one. `before` are the steps already made. */
export function match(commands: readonly Command[], before: string, step: string): Match {
  for (const tried of before ? [`${before} ${step}`, step] : [step]) {
    const meant = commands.filter((command) => command.keys === tried && !command.handledByPage);
    // What the screen at hand cannot do now must not become something else: nobody wants to leave it by a key too many.
    const near = meant.filter(({ everywhere }) => !everywhere);
    const exact = (near.length > 0 ? near : meant).find(canRun);
    if (exact) return { run: exact };
    if (commands.some((command) => command.keys?.startsWith(`${tried} `))) return { waiting: tried };
  }
  return null;
}

const MOVES_SLIDER = /^(Arrow.*|Home|End|Page.*)$/;

/** Whether a key is meant for the element with the focus: words for a field, a step for a slider. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLInputElement && target.type === "range") return MOVES_SLIDER.test(key);
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select"))
  );
}

const NEXT_STEP_MS = 1200;

/** Runs registered commands from the keyboard. Mounted once. */
export function useShortcuts(): void {
  useEffect(() => {
    let waiting = "";
    let timer: number | undefined;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      const typing =
        isTyping(event.target, event.key) || document.querySelector("[role=dialog], [role=menu]") !== null;
      const all = allCommands(useCommandRegister.getState().sets);
      const commands = typing ? all.filter(({ keys, whileTyping }) => whileTyping && isChord(keys)) : all;
      const found = match(commands, waiting, stepOf(event));
      window.clearTimeout(timer);
      waiting = "";
      if (found === null) return;
      event.preventDefault();
      if ("run" in found) {
        found.run.run();
        return;
      }
      waiting = found.waiting;
      timer = window.setTimeout(() => {
        waiting = "";
      }, NEXT_STEP_MS);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.clearTimeout(timer);
    };
  }, []);
}
