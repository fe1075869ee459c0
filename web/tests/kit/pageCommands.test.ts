import { describe, expect, test } from "vitest";
import { EDITOR_COMMANDS, keymaps } from "../../src/editor";
import { readKeymap, writeKeymap } from "../../src/kit/keymap";
import { canMeet, PAGE_COMMANDS, pageCommand } from "../../src/kit/pageCommands";
import { stepOf, tableKeys } from "../../src/kit/shortcuts";

const ROWS = [...PAGE_COMMANDS, ...EDITOR_COMMANDS];

function row(id: string) {
  const found = ROWS.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
}

describe("a command of the page", () => {
  test("has the key of the table until the person gives it another one, or none", () => {
    expect(pageCommand("submit", new Map())).toEqual({ id: "submit", label: "Submit", keys: "mod+enter" });
    expect(pageCommand("submit", new Map([["page:submit", ["Mod+S"]]])).keys).toBe("mod+s");
    expect(pageCommand("submit", new Map([["page:submit", []]]))).toEqual({ id: "submit", label: "Submit" });
    expect(pageCommand("submit", new Map([["submit", ["x"]]])).keys).toBe("mod+enter");
  });

  test("keeps its key beside those of the editor and of Label Studio", () => {
    const stored = {
      "annotation:submit": { key: "ctrl+s", active: true },
      "editor:edit.undo": { key: "Mod+U", active: true },
    };
    const keymap = new Map(readKeymap(stored)).set("page:accept", ["Shift+Enter"]).set("page:skip", []);
    const written = writeKeymap(stored, keymap);
    expect(written).toEqual({
      ...stored,
      "page:accept": { key: "Shift+Enter", active: true },
      "page:skip": { key: "", active: false },
    });
    expect(readKeymap(written)).toEqual(keymap);
  });

  test.each(PAGE_COMMANDS.filter((each) => !each.fixedKeys))(
    "$id is reached by the key it comes with",
    ({ keys }) => {
      const [combination = ""] = keys;
      const parts = combination.split("+");
      const key = parts.at(-1) ?? "";
      const press = {
        key,
        ctrlKey: parts.includes("Mod"),
        metaKey: false,
        altKey: false,
        shiftKey: parts.includes("Shift"),
      };
      expect(stepOf(press)).toBe(tableKeys(combination));
    },
  );
});

describe("commands that share a key", () => {
  const conflicts = (id: string, key: string) => {
    const command = { ...row(id), keys: [key] };
    return keymaps
      .sharersOf(command, ROWS)
      .filter((other) => canMeet(command, other))
      .map((other) => other.id);
  };

  test.each([
    ["page:submit", "B", []],
    ["page:accept", "B", ["page:reject"]],
    ["page:accept", "Mod+K", ["page:palette"]],
    ["page:send-verdicts", "Mod+M", []],
    ["page:search-tasks", "N", []],
    ["page:search-tasks", "?", ["page:shortcuts"]],
    ["page:reject", "4", ["page:reasons"]],
    ["suggestion.take", "Mod+Enter", ["page:submit", "page:send-verdicts"]],
    ["page:accept", "Y", ["suggestion.take"]],
    ["page:accept", "Mod+Shift+Y", ["suggestion.take-all"]],
  ])("%s with %s meets %j", (id, key, expected) => {
    expect(conflicts(id, key)).toEqual(expected);
  });

  test("are none among those of the page as they come, where they can meet", () => {
    const found = PAGE_COMMANDS.flatMap((command) =>
      keymaps
        .sharersOf(command, PAGE_COMMANDS)
        .filter((other) => canMeet(command, other) && command.id < other.id)
        .map((other) => `${command.id} ${other.id}`),
    );
    // A new project is begun by who manages; where both can be reached the screen at hand goes first.
    expect(found).toEqual(["page:approve-frame page:new-project"]);
  });
});
