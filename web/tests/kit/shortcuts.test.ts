import { describe, expect, test } from "vitest";
import type { Command } from "../../src/kit/commands";
import { stepText } from "../../src/kit/Key";
import { match, type Press, stepOf } from "../../src/kit/shortcuts";

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

function command(id: string, keys: string, more: Partial<Command> = {}): Command {
  return { id, label: id, group: "Test", keys, run: () => undefined, ...more };
}

describe("stepOf", () => {
  test.each([
    [press("k", { ctrlKey: true }), "mod+k"],
    [press("k", { metaKey: true }), "mod+k"],
    [press("?", { shiftKey: true }), "?"],
    [press("N", { shiftKey: true }), "shift+n"],
    [press("ArrowDown"), "down"],
    [press("Enter", { ctrlKey: true, shiftKey: true }), "mod+shift+enter"],
    [press(" "), "space"],
  ])("reads %o as %s", (given, step) => {
    expect(stepOf(given)).toBe(step);
  });
});

describe("match", () => {
  const commands = [command("projects", "g p"), command("summary", "g s"), command("down", "down")];

  test("runs a command of one step", () => {
    expect(match(commands, "", "down")).toEqual({ run: commands[2] });
  });

  test("waits for the second step, then runs", () => {
    expect(match(commands, "", "g")).toEqual({ waiting: "g" });
    expect(match(commands, "g", "s")).toEqual({ run: commands[1] });
  });

  test("begins anew when the second step leads nowhere", () => {
    expect(match(commands, "g", "down")).toEqual({ run: commands[2] });
    expect(match(commands, "g", "x")).toBeNull();
  });

  test("prefers what the screen at hand does, and does nothing else when that cannot be done now", () => {
    const anywhere = command("new-project", "shift+n", { everywhere: true });
    const here = command("approve-frame", "shift+n");
    expect(match([anywhere], "", "shift+n")).toEqual({ run: anywhere });
    expect(match([anywhere, here], "", "shift+n")).toEqual({ run: here });
    expect(match([anywhere, { ...here, when: () => false }], "", "shift+n")).toBeNull();
  });

  test("leaves to a page what the page handles itself", () => {
    expect(match([command("open", "enter", { handledByPage: true })], "", "enter")).toBeNull();
  });
});

test("caps show a letter large only beside another key", () => {
  expect(stepText("mod+k")).toBe("Ctrl K");
  expect(stepText("g")).toBe("g");
  expect(stepText("enter")).toBe("↵");
});
