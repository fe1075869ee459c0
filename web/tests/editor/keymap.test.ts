import { describe, expect, it } from "vitest";
import { commandsFor, EDITOR_COMMANDS } from "../../src/editor/core/commands";
import { readKeymap, writeKeymap } from "../../src/editor/core/keymap";
import { hasIcon } from "../../src/editor/panels/Icon";
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
