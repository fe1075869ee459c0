import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ConfigPreview, DetailsPanel, EditorSurface, LabelPicker, useEditorHotkeys } from "../../src/editor";
import { Choices } from "../../src/editor/controls/Choices";
import type { Editor } from "../../src/editor/core/store";
import { viewStyle } from "../../src/editor/viewStyle";
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
  Element.prototype.scrollIntoView = () => undefined;
  HTMLCanvasElement.prototype.getContext = () => null;
});
afterEach(cleanup);

function WithKeys({ editor }: { editor: Editor }) {
  useEditorHotkeys(editor);
  return <textarea aria-label="comment" />;
}

describe("keys", () => {
  it("act on the page but not while somebody types", () => {
    const editor = editorOf(ENTITIES);
    render(<WithKeys editor={editor} />);
    fireEvent.keyDown(screen.getByLabelText("comment"), { key: "q" });
    expect(editor.result()).toEqual([]);
    fireEvent.keyDown(document.body, { key: "q" });
    expect(editor.result()).toMatchObject([{ value: { choices: ["Good"] } }]);
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    expect(editor.result()).toEqual([]);
  });

  it("of a group of choices stay with the group", () => {
    const editor = editorOf(BOXES, { result: [box("a", 10, 10, 5, 5)] });
    const [, weather] = editor.state().schema.controls;
    if (!weather) throw new Error("no control");
    render(
      <>
        <WithKeys editor={editor} />
        <Choices editor={editor} control={weather} />
      </>,
    );
    act(() => editor.select("a"));
    const rain = screen.getByRole("checkbox", { name: /Rain/ });
    fireEvent.keyDown(rain, { key: "ArrowRight" });
    expect(editor.isDirty()).toBe(false);
    fireEvent.keyDown(rain, { key: "w" });
    expect(editor.result().at(-1)).toMatchObject({ value: { choices: ["Night"] } });
  });
});

describe("choices", () => {
  it("are given and taken back by pointer, and locked when nothing may change", () => {
    const editor = editorOf(ENTITIES, { mode: "review" });
    const [, mood] = editor.state().schema.controls;
    if (!mood) throw new Error("no control");
    render(<Choices editor={editor} control={mood} title="How does the writer feel?" />);
    const good = screen.getByRole<HTMLInputElement>("radio", { name: /Good/ });
    expect(screen.getByRole("group", { name: /How does the writer feel\? one choice, needed/ })).toBeTruthy();
    fireEvent.click(good);
    expect(editor.result()).toEqual([]);
    act(() => editor.setEditable(true));
    fireEvent.click(good);
    expect(good.checked).toBe(true);
    fireEvent.click(good);
    expect(good.checked).toBe(false);
    expect(editor.result()).toEqual([]);
  });
});

describe("labels", () => {
  it("can be searched when there are many", () => {
    const many = Array.from({ length: 12 }, (_, n) => `<Label value="Kind ${n}"/>`).join("");
    const editor = editorOf(
      `<View><Text name="letter" value="$text"/><Labels name="l" toName="letter">${many}</Labels></View>`,
    );
    render(<LabelPicker editor={editor} />);
    const search = screen.getByRole("searchbox");
    fireEvent.change(search, { target: { value: "kind 11" } });
    expect(screen.getAllByRole("button")).toHaveLength(1);
    fireEvent.keyDown(search, { key: "Enter" });
    expect(editor.state().activeLabels.get("l")).toBe("Kind 11");
    expect(screen.getByRole("button", { name: "Kind 11" }).getAttribute("aria-pressed")).toBe("true");
  });
});

describe("details", () => {
  it("count characters as results do and show what is kept as it is", () => {
    const unknown = { type: "vectorlabels", note: "kept" };
    const editor = editorOf(ENTITIES, {
      data: { text: "😀 Lena" },
      result: [{ ...span("a", 2, 6, "Lena", "Person"), score: 0.91 }, unknown],
    });
    render(<DetailsPanel editor={editor} />);
    act(() => editor.select("a"));
    expect(screen.getByText("2 to 6")).toBeTruthy();
    expect(screen.getByText("0.91")).toBeTruthy();
    act(() => editor.select("item-1"));
    expect(screen.getByText(/"note": "kept"/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Delete/ })).toBeNull();
  });
});

describe("the surface", () => {
  it("shows objects and controls in the order of the configuration", async () => {
    const editor = editorOf(ENTITIES, { result: [span("a", 0, 4, "Lena", "Person")] });
    const { container } = render(<EditorSurface editor={editor} />);
    const article = await screen.findByRole("article");
    expect(article.textContent).toBe("Lena lives in Leiden since May.");
    expect(container.querySelector("mark")?.dataset.label).toBe("Person");
    const order = article.compareDocumentPosition(screen.getByRole("radio", { name: /Good/ }));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    act(() => editor.select("a"));
    expect(container.querySelector("mark[data-selected]")?.textContent).toBe("Lena");
  });

  it("says when the item has no text or no picture", async () => {
    render(<EditorSurface editor={editorOf(ENTITIES, { data: {} })} />);
    expect((await screen.findByRole("alert")).textContent).toContain("“text”");
    cleanup();
    render(<EditorSurface editor={editorOf(BOXES, { data: { image: 7 } })} />);
    expect((await screen.findByRole("alert")).textContent).toContain("“image”");
  });

  it("says when the picture cannot be loaded, and what is kept", async () => {
    const { container } = render(
      <EditorSurface editor={editorOf(BOXES, { result: [box("a", 1, 2, 3, 4)] })} />,
    );
    await screen.findByText("Fit");
    const picture = container.querySelector("img");
    if (picture) fireEvent.error(picture);
    expect(screen.getByRole("alert").textContent).toContain("could not be loaded. Its region is kept");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("the preview of a configuration", () => {
  it("tells its problems, and shows it once it is sound", async () => {
    const onProblem = vi.fn();
    const data = { text: "Lena" };
    const { rerender } = render(
      <ConfigPreview config={"<View>\n<Chat/></View>"} data={data} onProblem={onProblem} />,
    );
    expect(screen.getByRole("alert").textContent).toContain("Line 2 <Chat> is not supported.");
    expect(onProblem).toHaveBeenLastCalledWith([expect.objectContaining({ tag: "Chat", line: 2 })]);
    rerender(<ConfigPreview config={ENTITIES} data={data} onProblem={onProblem} />);
    expect(await screen.findByRole("article")).toBeTruthy();
    expect(onProblem).toHaveBeenLastCalledWith([]);
  });
});

it("takes the arrangement from a style, never colours nor places", () => {
  expect(viewStyle("display: flex; gap: 8px; position: fixed; background: url(x); color: red")).toEqual({
    display: "flex",
    flexDirection: "row",
    gap: "8px",
  });
  expect(viewStyle("width: calc(1px * 2); display: none; flex; margin: -4px; height: var(--x)")).toEqual({
    width: "calc(1px * 2)",
  });
});
