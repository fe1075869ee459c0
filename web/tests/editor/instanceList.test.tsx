import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { EditorSurface, InstanceList, type LsResultItem, useEditorHotkeys } from "../../src/editor";
import type { Editor } from "../../src/editor/core/store";
import { prefer } from "../../src/editor/panels/arrangement";
import { BOXES, box, ENTITIES, editorOf, span } from "./configs";

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  // The virtual list asks how much of it is seen.
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 300 });
  HTMLElement.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  cleanup();
  prefer({ grouping: "none", sorting: "order" });
});

function Whole({ editor }: { editor: Editor }) {
  useEditorHotkeys(editor);
  return <InstanceList editor={editor} />;
}

const THREE = [box("a", 1, 1, 5, 5), box("b", 2, 2, 5, 5, "Person"), box("c", 3, 3, 5, 5)];

function listOf(result: readonly LsResultItem[] = THREE, more = {}) {
  const editor = editorOf(BOXES, { result, ...more });
  render(<Whole editor={editor} />);
  const list = screen.getByRole(screen.queryByRole("tree") ? "tree" : "listbox", { name: "Instances" });
  const press = (key: string, held = {}) => act(() => void fireEvent.keyDown(list, { key, ...held }));
  const chosen = () => [...editor.state().selection];
  return { chosen, editor, list, press };
}

describe("the list of instances", () => {
  it("is walked, stretched and toggled by keys", () => {
    const { chosen, editor, press } = listOf();
    press("ArrowDown");
    expect(chosen()).toEqual(["a"]);
    press("ArrowDown", { shiftKey: true });
    press("ArrowDown", { shiftKey: true });
    expect(chosen()).toEqual(["a", "b", "c"]);
    press("ArrowUp", { shiftKey: true });
    expect(chosen()).toEqual(["a", "b"]);
    expect(editor.state().selectedId).toBe("b");
    press("Home");
    press("ArrowDown", { ctrlKey: true });
    press("ArrowDown", { ctrlKey: true });
    press(" ", { ctrlKey: true });
    expect(chosen()).toEqual(["a", "c"]);
    press("a", { ctrlKey: true });
    expect(chosen()).toEqual(["a", "b", "c"]);
  });

  it("is chosen from by clicks, with Shift to there and with Ctrl one more", () => {
    const { chosen } = listOf();
    const rows = screen.getAllByRole("option");
    act(() => void fireEvent.click(rows[0] as Element));
    act(() => void fireEvent.click(rows[2] as Element, { shiftKey: true }));
    expect(chosen()).toEqual(["a", "b", "c"]);
    act(() => void fireEvent.click(rows[1] as Element, { ctrlKey: true }));
    expect(chosen()).toEqual(["a", "c"]);
  });

  it("hides, locks, relabels and deletes what is selected in it", () => {
    const { chosen, editor, press } = listOf();
    press("Home");
    press("ArrowDown", { shiftKey: true });
    press("h", { altKey: true });
    expect([...editor.state().hidden]).toEqual(["a", "b"]);
    expect(screen.getByRole("option", { name: /^Car 1.*hidden/ })).toBeTruthy();
    press("2");
    expect(editor.result().map(({ value }) => value?.rectanglelabels)).toEqual([
      ["Person"],
      ["Person"],
      ["Car"],
    ]);
    press("Delete");
    expect(chosen()).toEqual(["c"]);
    press("l", { altKey: true });
    press("Delete");
    expect(editor.result()).toHaveLength(1);
    press("z", { ctrlKey: true });
    expect(editor.result()).toHaveLength(3);
  });

  it("completes a relation by Enter, and not by walking past", () => {
    const { editor, press } = listOf();
    press("Home");
    press("r", { altKey: true });
    press("ArrowDown");
    press("ArrowDown");
    expect(editor.links()).toEqual([]);
    press("Enter");
    expect(editor.links().map(({ shape }) => [shape.from, shape.to])).toEqual([["a", "c"]]);
    expect(editor.state().linkFrom).toBeNull();
    expect(screen.getByRole("option", { name: "Car 1 → Car 2" })).toBeTruthy();
  });

  it("gives a relation up by Escape, and completes it by a click", () => {
    const { editor, press } = listOf();
    press("Home");
    press("r", { altKey: true });
    press("Escape");
    expect(editor.state()).toMatchObject({ linkFrom: null, selectedId: "a" });
    press("r", { altKey: true });
    act(() => void fireEvent.click(screen.getByRole("option", { name: "Person 1" })));
    expect(editor.links()).toHaveLength(1);
  });

  it("is a tree of classes that open and close", () => {
    const { chosen } = listOf();
    act(() => prefer({ grouping: "class" }));
    expect(screen.getAllByRole("treeitem").map((row) => row.getAttribute("aria-label"))).toEqual([
      "Car, 2",
      "Car 1",
      "Car 2",
      "Person, 1",
      "Person 1",
    ]);
    const tree = screen.getByRole("tree", { name: "Instances" });
    act(() => void fireEvent.keyDown(tree, { key: "Home" }));
    act(() => void fireEvent.keyDown(tree, { key: "ArrowLeft" }));
    expect(screen.getByRole("treeitem", { name: "Car, 2" }).getAttribute("aria-expanded")).toBe("false");
    expect(screen.queryByRole("treeitem", { name: "Car 1" })).toBeNull();
    expect(chosen()).toEqual([]);
  });

  it("takes and dismisses suggestions", () => {
    const predictions = [
      { ...box("s", 9, 9, 3, 3), score: 0.8 },
      { ...box("t", 8, 8, 3, 3, "Person"), score: 0.4 },
    ];
    const { editor, press } = listOf([], { predictions });
    expect(screen.getByRole("option", { name: "Person 1, suggestion, score 0.40" })).toBeTruthy();
    press("End");
    expect(editor.suggestion()?.id).toBe("t");
    press("Delete");
    expect([...editor.state().suggestions.keys()]).toEqual(["s"]);
    press("Home");
    press("Enter");
    expect(editor.result()).toMatchObject([{ origin: "prediction", value: { rectanglelabels: ["Car"] } }]);
  });
});

describe("suggestions under annotation", () => {
  it("are counted above a threshold and taken together", async () => {
    const predictions = [0.9, 0.6, 0.2].map((score, at) => ({
      ...span(`s${at}`, at * 5, at * 5 + 4, "", "Person"),
      score,
    }));
    const editor = editorOf(ENTITIES, { predictions });
    render(<EditorSurface editor={editor} />);
    const slider = await screen.findByRole("slider", { name: /Score from/ });
    act(() => void fireEvent.change(slider, { target: { value: "50" } }));
    expect(screen.getByText(/2 of 3 suggestions/)).toBeTruthy();
    act(() => void fireEvent.click(screen.getByText("take all")));
    expect(editor.result()).toHaveLength(2);
    expect(screen.getByText(/0 of 1 suggestion/)).toBeTruthy();
  });
});
