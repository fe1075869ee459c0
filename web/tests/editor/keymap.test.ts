import { describe, expect, it } from "vitest";
import { commandsFor, EDITOR_COMMANDS } from "../../src/editor/core/commands";
import { matches } from "../../src/editor/core/hotkeys";
import { combinationOf, sharersOf } from "../../src/editor/core/keyConflicts";
import { hasIcon } from "../../src/editor/panels/Icon";
import { readKeymap, writeKeymap } from "../../src/kit/keymap";
import { BOXES, schemaOf } from "./configs";

describe("changed keys", () => {
  const stored = {
    "annotation:submit": { key: "ctrl+s", active: true },
    "editor:edit.undo": { key: "Mod+U", active: true },
    "editor:region.hide": { key: "", active: false },
    "editor:region.lock": "nonsense",
    "editor:edit.redo": { key: 7, active: true },
  };

  it("are read, and what cannot be understood changes nothing", () => {
    expect([...readKeymap(stored)]).toEqual([
      ["edit.undo", ["Mod+U"]],
      ["region.hide", []],
    ]);
  });

  it("are written beside those of other sections, and read back the same", () => {
    const keymap = readKeymap(stored);
    const written = writeKeymap(stored, keymap);
    expect(written["annotation:submit"]).toEqual({ key: "ctrl+s", active: true });
    expect(readKeymap(written)).toEqual(keymap);
    expect(Object.keys(writeKeymap(stored, new Map()))).toEqual(["annotation:submit"]);
  });

  it("hold for commands, never for labels nor where the key itself has a meaning", () => {
    const keymap = new Map([
      ["edit.undo", ["Mod+U"]],
      ["region.nudge", ["x"]],
      ["option.thing.Car", ["x"]],
    ]);
    const keysOf = (id: string) =>
      commandsFor(schemaOf(BOXES), keymap).find((command) => command.id === id)?.keys;
    expect(keysOf("edit.undo")).toEqual(["Mod+U"]);
    expect(keysOf("edit.redo")).toEqual(["Mod+Shift+Z", "Mod+Y"]);
    expect(keysOf("region.nudge")).toContain("ArrowLeft");
    expect(keysOf("option.thing.Car")).toEqual(["1"]);
  });
});

it.each(EDITOR_COMMANDS.filter(({ icon }) => icon).map(({ icon, id }) => [id, icon]))(
  "the icon of %s exists",
  (_, icon) => {
    expect(hasIcon(icon ?? "")).toBe(true);
  },
);

describe("a key press as a combination", () => {
  const press = (key: string, code: string, held = "") => ({
    key,
    code,
    mod: held.includes("m"),
    shift: held.includes("s"),
    alt: held.includes("a"),
  });
  it.each([
    [press("z", "KeyZ", "m"), "Mod+Z"],
    [press("Z", "KeyZ", "ms"), "Mod+Shift+Z"],
    [press("?", "Slash", "s"), "?"],
    [press("+", "Equal", "s"), "+"],
    [press("ArrowLeft", "ArrowLeft", "as"), "Alt+Shift+ArrowLeft"],
    [press(" ", "Space", "m"), "Mod+ "],
    [press("ń", "KeyN", "a"), "Alt+N"],
    [press("Control", "ControlLeft", "m"), null],
  ])("%o is %s, and means itself", (stroke, combination) => {
    expect(combinationOf(stroke)).toBe(combination);
    if (combination !== null) expect(matches(combination, stroke)).toBe(true);
  });

  it("names every other command that has it, however it is written", () => {
    const changed = EDITOR_COMMANDS.map((command) =>
      command.id === "edit.undo" ? { ...command, keys: ["shift+mod+z"] } : command,
    );
    const undo = changed.find(({ id }) => id === "edit.undo");
    expect(undo && sharersOf(undo, changed).map(({ id }) => id)).toEqual(["edit.redo"]);
  });
});
