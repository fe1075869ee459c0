import { expect, test } from "vitest";
import type { Command } from "../../src/kit/commands";
import { byGroup, findCommands } from "../../src/shell/findCommands";

function command(label: string, group: string, keywords?: string): Command {
  return { id: label, label, group, keywords, run: () => undefined };
}

const COMMANDS = [
  command("Go to projects", "Go to"),
  command("New project", "Actions", "create"),
  command("Project settings", "This project"),
  command("Sign out", "Actions", "log out leave"),
];

test("every typed word must begin some word", () => {
  expect(findCommands(COMMANDS, "lea").map((found) => found.label)).toEqual(["Sign out"]);
  expect(findCommands(COMMANDS, "new cre").map((found) => found.label)).toEqual(["New project"]);
  expect(findCommands(COMMANDS, "ew")).toEqual([]);
});

test("what begins with the text comes first", () => {
  expect(findCommands(COMMANDS, "proj").map((found) => found.label)).toEqual([
    "Project settings",
    "Go to projects",
    "New project",
  ]);
});

test("nothing typed finds everything, under its headings", () => {
  expect(byGroup(findCommands(COMMANDS, " ")).map(([group, found]) => [group, found.length])).toEqual([
    ["Go to", 1],
    ["Actions", 2],
    ["This project", 1],
  ]);
});
