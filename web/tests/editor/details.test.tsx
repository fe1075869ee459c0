import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { DetailsPanel } from "../../src/editor";
import { box, editorOf } from "./configs";

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="thing" toName="photo"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Relations choice="multiple"><Relation value="before"/><Relation value="owns"/></Relations>
</View>`;
const TWO = [box("a", 1, 1, 5, 5), box("b", 2, 2, 5, 5, "Person")];
const LINK = { type: "relation", from_id: "a", to_id: "b", direction: "right" };

afterEach(cleanup);

describe("relations in the details", () => {
  it("are turned as they are seen from either end, named, and deleted", () => {
    const editor = editorOf(CONFIG, { result: [...TWO, LINK] });
    render(<DetailsPanel editor={editor} />);
    act(() => editor.select("b"));
    const press = (name: string) => act(() => void fireEvent.click(screen.getByRole("button", { name })));
    expect(screen.getByRole("button", { name: "Car 1" })).toBeTruthy();
    press("From this to the other");
    expect(editor.result().at(-1)).toMatchObject({ direction: "left" });
    press("Both ways");
    press("before");
    press("owns");
    press("before");
    expect(editor.result().at(-1)).toMatchObject({ direction: "bi", labels: ["owns"] });
    press("Delete the relation");
    expect(editor.result()).toHaveLength(2);
    expect(screen.queryByRole("region", { name: "Relations" })).toBeNull();
  });

  it("lead to the other end, and name both ends of a relation in hand", () => {
    const editor = editorOf(CONFIG, { result: [...TWO, LINK] });
    render(<DetailsPanel editor={editor} />);
    act(() => editor.select(editor.links()[0]?.id ?? ""));
    expect(screen.getByRole("button", { name: "Car 1" })).toBeTruthy();
    act(() => void fireEvent.click(screen.getByRole("button", { name: "Person 1" })));
    expect(editor.state().selectedId).toBe("b");
  });
});

describe("notes", () => {
  const noted = { ...TWO[0], meta: { text: ["one", "two"], source: "kept" } };

  it("that nobody touched are given back as they were", () => {
    const editor = editorOf(CONFIG, { result: [noted] });
    expect(editor.state().regions.get("a")?.note).toBe("one\ntwo");
    expect(editor.result()).toEqual([noted]);
  });

  it("are written as Label Studio does, beside what else is known, and undone", () => {
    const editor = editorOf(CONFIG, { result: [noted, TWO[1] ?? {}] });
    render(<DetailsPanel editor={editor} />);
    act(() => editor.select("a"));
    const write = (text: string) => {
      const field = screen.getByRole("textbox", { name: "Note" });
      act(() => void fireEvent.change(field, { target: { value: text } }));
      act(() => void fireEvent.blur(field));
    };
    write("three ");
    expect(editor.result()[0]?.meta).toEqual({ text: ["three"], source: "kept" });
    act(() => editor.undo());
    expect(editor.result()[0]).toEqual(noted);
    write("");
    expect(editor.result()[0]?.meta).toEqual({ source: "kept" });
    act(() => editor.select("b"));
    act(() => void fireEvent.click(screen.getByRole("button", { name: "Add a note" })));
    write("new");
    expect(editor.result()[1]?.meta).toEqual({ text: ["new"] });
    write("");
    expect(editor.result()[1]).not.toHaveProperty("meta");
  });
});
