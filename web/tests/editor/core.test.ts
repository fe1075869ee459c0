import { describe, expect, it, vi } from "vitest";
import { commandsFor, EDITOR_COMMANDS } from "../../src/editor/core/commands";
import { commandFor, keyCaps, matches, type Stroke } from "../../src/editor/core/hotkeys";
import { randomRegionId } from "../../src/editor/core/regionId";
import { BOXES, box, ENTITIES, editorOf, schemaOf, span } from "./configs";

function stroke(key: string, more: Partial<Stroke> = {}): Stroke {
  return { key, code: "", mod: false, shift: false, alt: false, ...more };
}

/** Presses a key as the keyboard layer does. */
function press(editor: ReturnType<typeof editorOf>, key: string, more: Partial<Stroke> = {}): string | null {
  const pressed = stroke(key, more);
  const command = commandFor(commandsFor(editor.state().schema), pressed, editor);
  command?.run(editor, pressed);
  return command?.id ?? null;
}

describe("choosing a label", () => {
  const shape = { kind: "span", start: 0, end: 4 } as const;

  it("prepares it for the next region", () => {
    const editor = editorOf(ENTITIES);
    press(editor, "2");
    editor.draw("letter", shape);
    expect(editor.result()).toMatchObject([
      { id: "n1", value: { start: 0, end: 4, text: "Lena", labels: ["LOC"] } },
    ]);
    expect(editor.state().activeLabels.get("entity")).toBe("LOC");
  });

  it("completes what was drawn before it", () => {
    const editor = editorOf(ENTITIES);
    editor.draw("letter", shape);
    expect(editor.result()).toEqual([]);
    expect(editor.state().draft?.shape).toEqual(shape);
    press(editor, "1");
    expect(editor.result()).toMatchObject([{ value: { labels: ["Person"] } }]);
    expect(editor.state().draft).toBeNull();
    expect(editor.state().activeLabels.size).toBe(0);
  });

  it("is not needed where regions may stay without one, and names the last one all the same", () => {
    const editor = editorOf(ENTITIES.replace("<Labels ", '<Labels allowEmpty="true" '));
    editor.draw("letter", shape);
    expect(editor.result()).toMatchObject([{ value: { labels: [] } }]);
    press(editor, "1");
    expect(editor.result()).toMatchObject([{ value: { labels: ["Person"] } }]);
  });

  it("changes the selected region, and does nothing when it has that label", () => {
    const editor = editorOf(ENTITIES, { result: [span("a", 0, 4, "Lena", "Person")] });
    editor.select("a");
    press(editor, "1");
    expect(editor.isDirty()).toBe(false);
    press(editor, "3");
    expect(editor.result()).toMatchObject([{ id: "a", value: { labels: ["Date"] } }]);
  });

  it("is put away by choosing it again or by Escape", () => {
    const editor = editorOf(ENTITIES);
    press(editor, "1");
    press(editor, "1");
    expect(editor.state().activeLabels.size).toBe(0);
    press(editor, "1");
    press(editor, "Escape");
    expect(editor.state().activeLabels.size).toBe(0);
  });

  it("is not needed when there is only one", () => {
    const config = ENTITIES.replace(/\s*<Label value="(Place|Date)".*\n/g, "\n");
    const editor = editorOf(config);
    editor.draw("letter", shape);
    expect(editor.result()).toMatchObject([{ value: { labels: ["Person"] } }]);
  });

  it("switches labels on and off where several are allowed, and always leaves one", () => {
    const editor = editorOf(ENTITIES.replace('toName="letter">', 'toName="letter" choice="multiple">'), {
      result: [span("a", 0, 4, "Lena", "Person")],
    });
    editor.select("a");
    press(editor, "2");
    expect(editor.selected()?.labels).toEqual(["Person", "LOC"]);
    press(editor, "1");
    press(editor, "2");
    expect(editor.selected()?.labels).toEqual(["LOC"]);
  });
});

describe("undo", () => {
  it("takes back one gesture at a time and knows when nothing is left to save", () => {
    const onChange = vi.fn();
    const editor = editorOf(BOXES, { result: [box("a", 1, 2, 3, 4)], onChange });
    editor.select("a");
    press(editor, "ArrowRight", { shift: true });
    press(editor, "Delete");
    expect(editor.result()).toEqual([]);
    expect(editor.isDirty()).toBe(true);
    press(editor, "z", { mod: true });
    expect(editor.result()).toMatchObject([{ value: { x: 2 } }]);
    press(editor, "z", { mod: true });
    expect(editor.isDirty()).toBe(false);
    press(editor, "z", { mod: true, shift: true });
    press(editor, "y", { mod: true });
    expect(editor.result()).toEqual([]);
    expect(onChange).toHaveBeenCalledTimes(6);
    editor.markSaved();
    expect(editor.isDirty()).toBe(false);
    editor.undo();
    expect(editor.isDirty()).toBe(true);
  });

  it("is forgotten when another result is loaded", () => {
    const editor = editorOf(BOXES, { result: [box("a", 1, 2, 3, 4)] });
    editor.remove("a");
    editor.load([box("b", 1, 2, 3, 4)]);
    editor.undo();
    expect(editor.result()).toEqual([box("b", 1, 2, 3, 4)]);
    expect([editor.isDirty(), editor.state().canUndo]).toEqual([false, false]);
  });
});

describe("boxes by keyboard", () => {
  it("move and resize in pixels of the picture and stay inside of it", () => {
    const editor = editorOf(BOXES, { result: [box("a", 0, 90, 10, 10)] });
    editor.select("a");
    press(editor, "ArrowLeft");
    press(editor, "ArrowDown");
    expect(editor.selected()?.shape).toMatchObject({ x: 0, y: 90 });
    press(editor, "ArrowRight");
    press(editor, "ArrowRight", { alt: true, shift: true });
    expect(editor.selected()?.shape).toMatchObject({ x: 0.1, width: 11 });
    press(editor, "ArrowDown", { alt: true });
    expect(editor.selected()?.shape).toMatchObject({ height: 10 });
  });

  it("are duplicated, and copied into another item", () => {
    const editor = editorOf(BOXES, { result: [box("a", 98, 0, 2, 2)] });
    editor.select("a");
    press(editor, "d", { mod: true });
    expect(editor.selected()).toMatchObject({ id: "n1", shape: { x: 96.5, y: 1.5 }, origin: "manual" });
    press(editor, "c", { mod: true });
    const next = editorOf(BOXES);
    press(next, "v", { mod: true });
    expect(next.result()).toMatchObject([{ type: "rectanglelabels", value: { rectanglelabels: ["Car"] } }]);
    expect(editorOf(ENTITIES).canPaste()).toBe(false);
  });
});

describe("several regions", () => {
  it("are moved, and duplicated, as one step; what is locked stays", () => {
    const editor = editorOf(BOXES, {
      result: [box("a", 10, 10, 5, 5), box("b", 40, 40, 5, 5), box("c", 70, 70, 5, 5)],
    });
    const places = () =>
      [...editor.state().regions.values()].map(({ shape }) => (shape.kind === "box" ? shape.x : null));
    editor.selectMany(["a", "b", "c"]);
    editor.toggleLocked("c");
    press(editor, "ArrowRight", { shift: true });
    expect(places()).toEqual([11, 41, 70]);
    editor.undo();
    expect(places()).toEqual([10, 40, 70]);
    editor.selectMany(["a", "b"]);
    press(editor, "d", { mod: true });
    expect(places()).toEqual([10, 40, 70, 11.5, 41.5]);
    expect([...editor.state().selection]).toEqual(["n1", "n2"]);
    editor.undo();
    expect(places()).toEqual([10, 40, 70]);
  });
});

describe("spans by keyboard", () => {
  it("move either border by one visible character", () => {
    const editor = editorOf(ENTITIES, {
      data: { text: "a👩‍👩‍👧b" },
      result: [span("a", 0, 1, "a", "Person")],
    });
    editor.select("a");
    press(editor, "ArrowRight", { alt: true });
    expect(editor.result()).toMatchObject([{ value: { start: 0, end: 6, text: "a👩‍👩‍👧" } }]);
    press(editor, "ArrowRight", { alt: true, shift: true });
    expect(editor.result()).toMatchObject([{ value: { start: 1, end: 6 } }]);
    press(editor, "ArrowLeft", { alt: true });
    expect(editor.result()).toMatchObject([{ value: { start: 1, end: 6 } }]);
  });
});

describe("choices", () => {
  it("of one are replaced and taken back", () => {
    const editor = editorOf(ENTITIES);
    press(editor, "q");
    press(editor, "w");
    expect(editor.result()).toMatchObject([{ from_name: "mood", value: { choices: ["Bad"] } }]);
    press(editor, "w");
    expect(editor.result()).toEqual([]);
    expect(editor.problems()).toEqual(['"mood" needs an answer.']);
  });

  it("of a radio group stay once given", () => {
    const editor = editorOf(ENTITIES.replace("required=", 'choice="single-radio" required='));
    press(editor, "q");
    press(editor, "q");
    expect(editor.result()).toMatchObject([{ value: { choices: ["Good"] } }]);
    expect(editor.problems()).toEqual([]);
  });

  it("of many are stored in the order of the configuration", () => {
    const editor = editorOf(BOXES);
    press(editor, "w");
    press(editor, "q");
    expect(editor.result()).toMatchObject([{ value: { choices: ["Rain", "Night"] } }]);
  });

  it("can be selected from the start, in new annotations only", () => {
    const config = ENTITIES.replace('<Choice value="Good"/>', '<Choice value="Good" selected="true"/>');
    expect(editorOf(config).result()).toMatchObject([{ value: { choices: ["Good"] } }]);
    expect(editorOf(config).isDirty()).toBe(false);
    expect(editorOf(config, { mode: "readonly" }).result()).toEqual([]);
    const earlier = [span("a", 0, 4, "Lena", "Person")];
    expect(editorOf(config, { result: earlier }).result()).toEqual(earlier);
  });

  it("about a region follow the selected one and share its id", () => {
    const config = BOXES.replace('choice="multiple"', 'choice="multiple" perRegion="true" required="true"');
    const editor = editorOf(config, { result: [box("a", 1, 2, 3, 4), box("b", 5, 6, 7, 8)] });
    expect(press(editor, "q")).toBeNull();
    editor.select("a");
    press(editor, "q");
    expect(editor.result().map(({ id, type }) => [id, type])).toEqual([
      ["a", "rectanglelabels"],
      ["a", "choices"],
      ["b", "rectanglelabels"],
    ]);
    expect(editor.problems()).toEqual(['"weather" needs an answer for 1 region.']);
    press(editor, "q");
    expect(editor.result()).toEqual([box("a", 1, 2, 3, 4), box("b", 5, 6, 7, 8)]);
  });
});

describe("problems", () => {
  it("name labels that the configuration does not know", () => {
    const editor = editorOf(BOXES, {
      result: [box("a", 1, 2, 3, 4, "Ghost"), box("b", 1, 2, 3, 4, "Ghost")],
    });
    expect(editor.problems()).toEqual(['"thing" has no option "Ghost": choose another one.']);
  });
});

describe("suggestions", () => {
  it("become one's own work when taken, marked as predictions until changed", () => {
    const editor = editorOf(ENTITIES, {
      predictions: [span("p", 0, 4, "Lena", "Person"), span("q", 14, 20, "Leiden", "LOC")],
    });
    expect(editor.result()).toEqual([]);
    press(editor, "y");
    press(editor, "Y", { shift: true });
    expect(editor.suggestion()).toBeNull();
    expect(editor.result()).toEqual([{ ...span("p", 0, 4, "Lena", "Person"), origin: "prediction" }]);
    editor.select("p");
    press(editor, "ArrowRight", { alt: true });
    expect(editor.result()).toMatchObject([{ origin: "prediction-changed" }]);
  });
});

describe("in review", () => {
  it("nothing changes until fixing is switched on", () => {
    const editor = editorOf(BOXES, { mode: "review", result: [box("a", 1, 2, 3, 4)] });
    editor.select("a");
    expect(press(editor, "Delete")).toBeNull();
    editor.remove("a");
    editor.reshape("a", {
      kind: "box",
      x: 0,
      y: 0,
      width: 1,
      height: 1,
      rotation: 0,
      picture: { width: 1, height: 1 },
    });
    editor.pickChoice("weather", "Rain");
    editor.chooseLabel("thing", "Person");
    expect(editor.result()).toEqual([box("a", 1, 2, 3, 4)]);
    editor.setEditable(true);
    press(editor, "Delete");
    expect(editor.result()).toEqual([]);
  });

  it("readonly stays readonly", () => {
    const editor = editorOf(BOXES, { mode: "readonly", result: [box("a", 1, 2, 3, 4)] });
    editor.setEditable(true);
    editor.remove("a");
    expect(editor.result()).toHaveLength(1);
  });

  it("another revision can be laid behind", () => {
    const editor = editorOf(BOXES, { mode: "review", result: [box("a", 1, 2, 3, 4)] });
    editor.setGhosts([box("a", 9, 9, 3, 4)]);
    expect([...editor.ghosts.values()][0]?.shape).toMatchObject({ x: 9 });
    expect(editor.isDirty()).toBe(false);
  });
});

it("what cannot be shown is never changed", () => {
  const unknown = { id: "r", type: "vectorlabels", from_name: "thing", to_name: "photo", value: { a: 1 } };
  const editor = editorOf(BOXES, { result: [unknown] });
  editor.select("r");
  expect(press(editor, "Delete")).toBeNull();
  editor.remove("r");
  editor.duplicate("r");
  expect(editor.result()).toEqual([unknown]);
});

it("walks the regions of a text in reading order and stops at the ends", () => {
  const editor = editorOf(ENTITIES, {
    result: [
      span("b", 14, 20, "Leiden", "LOC"),
      span("a", 0, 4, "Lena", "Person"),
      span("c", 14, 30, "", "Date"),
    ],
  });
  expect(press(editor, "Tab")).toBeNull();
  editor.setFocused("letter");
  const walked = ["Tab", "Tab", "Tab", "Tab"].map((key) => {
    press(editor, key);
    return editor.state().selectedId;
  });
  expect(walked).toEqual(["a", "c", "b", "b"]);
});

describe("keys", () => {
  it("match with their modifiers only", () => {
    expect(matches("Mod+Z", stroke("z", { mod: true }))).toBe(true);
    expect(matches("Mod+Z", stroke("Z", { mod: true, shift: true }))).toBe(false);
    expect(matches("Mod+Z", stroke("z"))).toBe(false);
    expect(matches("?", stroke("?", { shift: true }))).toBe(true);
    expect(matches("+", stroke("+", { shift: true }))).toBe(true);
    expect(matches("Shift+0", stroke("0"))).toBe(false);
  });

  it("find letters and digits by their place on keyboards that write others", () => {
    expect(matches("v", stroke("м", { code: "KeyV" }))).toBe(true);
    expect(matches("z", stroke("y", { code: "KeyZ" }))).toBe(false);
    expect(matches("1", stroke("&", { code: "Digit1" }))).toBe(true);
    expect(matches("1", stroke("!", { code: "Digit1", shift: true }))).toBe(false);
  });

  it("read as caps", () => {
    expect(keyCaps("Mod+Shift+Z", false)).toEqual(["Ctrl", "Shift", "Z"]);
    expect(keyCaps("Alt+ArrowLeft", true)).toEqual(["Alt", "←"]);
    expect(keyCaps("+", false)).toEqual(["+"]);
  });

  it("of the configuration win over those of the editor", () => {
    const editor = editorOf(BOXES.replace('value="Car"', 'value="Car" hotkey="h"'));
    expect(press(editor, "h")).toBe("option.thing.Car");
  });

  it("and ids of commands are unique", () => {
    const ids = commandsFor(schemaOf(BOXES)).map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(EDITOR_COMMANDS.length).toBeGreaterThan(20);
  });
});

it("makes ids of ten characters that are safe in a URL", () => {
  expect(randomRegionId()).toMatch(/^[\w-]{10}$/);
  expect(randomRegionId()).not.toBe(randomRegionId());
});

describe("layers", () => {
  const sources = import.meta.glob<string>("../../src/editor/{core,ls}/**/*.ts", {
    query: "?raw",
    import: "default",
    eager: true,
  });

  it.each(Object.entries(sources))("%s needs neither React nor a browser", (_, source) => {
    const imports = [...source.matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(imports.filter((name) => !/^(\.\.?\/|zustand\/vanilla$)/.test(name))).toEqual([]);
    expect(imports.filter((name) => /surfaces|controls|panels|\.css/.test(name))).toEqual([]);
    expect(source).not.toMatch(/\b(document|window|HTMLElement|KeyboardEvent|navigator)\b\./);
  });
});
