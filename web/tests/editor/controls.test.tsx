import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DetailsPanel, EditorSurface, useEditorHotkeys } from "../../src/editor";
import { loadQuestion, Question } from "../../src/editor/controls/Question";
import type { Editor, EditorOptions } from "../../src/editor/core/store";
import { findControl } from "../../src/editor/ls/schema";
import { editorOf } from "./configs";

const ASKED = ["Choices", "DateTime", "Number", "Pairwise", "Ranker", "Rating", "Taxonomy", "TextArea"];

beforeAll(async () => {
  for (const tag of ASKED) await loadQuestion(tag);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
});
afterEach(cleanup);

/** An editor with one question about a text, and the question on the page. */
function ask(question: string, more: Partial<EditorOptions> = {}): Editor {
  const editor = editorOf(`<View><Text name="letter" value="$text"/>${question}</View>`, more);
  const [control] = editor.state().schema.controls;
  if (!control) throw new Error("no control");
  render(<Question editor={editor} control={control} />);
  return editor;
}

const answerIn = (editor: Editor) => editor.result()[0]?.value ?? null;

describe("choices", () => {
  it("of a menu are chosen and taken back", () => {
    const editor = ask(
      `<Choices name="c" toName="letter" layout="select"><Choice value="A"/><Choice value="B"/></Choices>`,
    );
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "B" } });
    expect(answerIn(editor)).toEqual({ choices: ["B"] });
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "" } });
    expect(answerIn(editor)).toBeNull();
  });

  it("that are many are searched, and Enter takes the first", () => {
    const many = Array.from({ length: 30 }, (_, n) => `<Choice value="Kind ${n}"/>`).join("");
    const editor = ask(`<Choices name="c" toName="letter" choice="multiple">${many}</Choices>`);
    const search = screen.getByRole("searchbox");
    fireEvent.change(search, { target: { value: "kind 27" } });
    expect(screen.getAllByRole("checkbox")).toHaveLength(1);
    fireEvent.keyDown(search, { key: "Enter" });
    expect(answerIn(editor)).toEqual({ choices: ["Kind 27"] });
    expect(screen.getAllByRole("checkbox")).toHaveLength(30);
  });

  it("that hold each other show what is partly chosen, and arrows move among them", () => {
    const editor = ask(
      `<Choices name="c" toName="letter" choice="multiple" allowNested="true">
        <Choice value="A"><Choice value="1"/><Choice value="2"/></Choice></Choices>`,
    );
    const [parent, first, second] = screen.getAllByRole<HTMLInputElement>("checkbox");
    if (!parent || !first || !second) throw new Error("no boxes");
    fireEvent.click(first);
    expect(parent.indeterminate).toBe(true);
    first.focus();
    fireEvent.keyDown(first, { key: "ArrowDown" });
    expect(document.activeElement).toBe(second);
    fireEvent.click(second);
    expect(parent.checked).toBe(true);
    expect(answerIn(editor)).toEqual({ choices: [["A"], ["A", "1"], ["A", "2"]] });
  });
});

describe("a rating", () => {
  it("is given by digits and clicks, and taken back by the same again", () => {
    const editor = ask(`<Rating name="r" toName="letter" maxRating="4" required="true"/>`);
    const stars = screen.getAllByRole("radio");
    expect(stars).toHaveLength(4);
    fireEvent.keyDown(stars[0] as HTMLElement, { key: "3" });
    expect(answerIn(editor)).toEqual({ rating: 3 });
    fireEvent.keyDown(stars[0] as HTMLElement, { key: "9" });
    expect(answerIn(editor)).toEqual({ rating: 3 });
    fireEvent.click(stars[2] as HTMLElement);
    expect(answerIn(editor)).toBeNull();
    fireEvent.click(stars[1] as HTMLElement);
    expect(answerIn(editor)).toEqual({ rating: 2 });
    fireEvent.keyDown(stars[1] as HTMLElement, { key: "0" });
    expect(answerIn(editor)).toBeNull();
  });
});

describe("a number", () => {
  it("is typed, stepped, and says when it is outside of its limits", () => {
    const editor = ask(`<Number name="n" toName="letter" min="0" max="10" step="0.5"/>`);
    const field = screen.getByRole<HTMLInputElement>("spinbutton");
    fireEvent.change(field, { target: { value: "1,5" } });
    expect(answerIn(editor)).toEqual({ number: 1.5 });
    expect(field.value).toBe("1,5");
    fireEvent.keyDown(field, { key: "ArrowUp" });
    expect(answerIn(editor)).toEqual({ number: 2 });
    fireEvent.change(field, { target: { value: "12" } });
    expect(screen.getByRole("alert").textContent).toBe("Enter a number from 0 to 10.");
    expect(field.getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
    expect(editor.problems()).toEqual(['"n": Enter a number from 0 to 10.']);
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: "many" } });
    expect(screen.getByRole("alert").textContent).toBe("Enter a number.");
    expect(field.value).toBe("many");
    expect(answerIn(editor)).toBeNull();
    act(() => editor.undo());
    expect(field.value).toBe("12");
  });
});

describe("a date", () => {
  it("is an answer once it is whole", () => {
    const editor = ask(`<DateTime name="d" toName="letter" only="month,year" format="%m/%Y" max="2026"/>`);
    fireEvent.change(screen.getByLabelText("d: month"), { target: { value: "05" } });
    expect(answerIn(editor)).toBeNull();
    fireEvent.change(screen.getByLabelText("d: year"), { target: { value: "2025" } });
    expect(answerIn(editor)).toEqual({ datetime: "05/2025" });
    fireEvent.click(screen.getByRole("button", { name: "Clear" }));
    expect(answerIn(editor)).toBeNull();
  });

  it("keeps and shows what is written another way", () => {
    const result = [
      { id: "x", from_name: "d", to_name: "letter", type: "datetime", value: { datetime: "soon" } },
    ];
    const editor = ask(`<DateTime name="d" toName="letter" only="date"/>`, { result });
    expect(screen.getByText("Stored as “soon”.")).toBeTruthy();
    expect(editor.result()).toEqual(result);
  });
});

describe("texts", () => {
  it("are answers while they are typed; Enter begins the next", () => {
    const editor = ask(`<TextArea name="t" toName="letter" skipDuplicates="true" maxSubmissions="2"/>`);
    const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "t" });
    fireEvent.change(field(), { target: { value: "one" } });
    expect(answerIn(editor)).toEqual({ text: ["one"] });
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(field().value).toBe("");
    fireEvent.change(field(), { target: { value: "One" } });
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(screen.getByRole("alert").textContent).toContain("there already");
    fireEvent.change(field(), { target: { value: "two" } });
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(answerIn(editor)).toEqual({ text: ["one", "two"] });
    expect(screen.queryByRole("textbox")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Remove text 1" }));
    expect(answerIn(editor)).toEqual({ text: ["two"] });
  });

  it("are undone from their field, and take the texts of shortcuts where the cursor is", () => {
    const editor = ask(
      `<TextArea name="t" toName="letter" maxSubmissions="1"><Shortcut alias="Quiet" value="[quiet]" hotkey="ctrl+1"/></TextArea>`,
    );
    const field = screen.getByRole<HTMLTextAreaElement>("textbox");
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: "ab" } });
    field.setSelectionRange(1, 1);
    fireEvent.keyDown(field, { key: "1", ctrlKey: true });
    expect(answerIn(editor)).toEqual({ text: ["a[quiet]b"] });
    fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    expect(answerIn(editor)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /Quiet/ }));
    expect(answerIn(editor)).toEqual({ text: ["[quiet]"] });
  });

  it("about regions lead to the next region by Ctrl and Enter", () => {
    const editor = editorOf(
      `<View><Text name="letter" value="$text"/><Labels name="e" toName="letter"><Label value="P"/></Labels>
        <TextArea name="t" toName="letter" perRegion="true" maxSubmissions="1"/></View>`,
    );
    for (const start of [0, 5, 10]) editor.draw("letter", { kind: "span", start, end: start + 4 });
    render(<DetailsPanel editor={editor} />);
    act(() => editor.select("n1"));
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "t" });
    fireEvent.change(field, { target: { value: "first" } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    expect(editor.state().selectedId).toBe("n2");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "t" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "t" }).value).toBe("");
  });
});

describe("a taxonomy", () => {
  const tree = `<Choice value="Plants"><Choice value="Oak"/><Choice value="Elm"/></Choice><Choice value="Stones"/>`;

  it("is walked, opened and chosen from by keys alone", () => {
    const editor = ask(
      `<Taxonomy name="t" toName="letter" leafsOnly="true" maxUsages="2" showFullPath="true">${tree}</Taxonomy>`,
    );
    const field = screen.getByRole("combobox");
    for (const key of ["ArrowDown", "ArrowRight", "ArrowDown", "Enter"]) fireEvent.keyDown(field, { key });
    expect(answerIn(editor)).toEqual({ taxonomy: [["Plants", "Oak"]] });
    expect(screen.getByTitle("Plants / Oak").textContent).toContain("Plants / Oak");
    // A branch only opens and closes where leaves are asked for.
    for (const key of ["ArrowLeft", "Enter"]) fireEvent.keyDown(field, { key });
    expect(answerIn(editor)).toEqual({ taxonomy: [["Plants", "Oak"]] });
    fireEvent.change(field, { target: { value: "elm" } });
    for (const key of ["ArrowDown", "Enter"]) fireEvent.keyDown(field, { key });
    expect(answerIn(editor)).toEqual({
      taxonomy: [
        ["Plants", "Oak"],
        ["Plants", "Elm"],
      ],
    });
    fireEvent.change(field, { target: { value: "stones" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(editor.result()[0]?.value?.taxonomy).toHaveLength(2);
    fireEvent.keyDown(field, { key: "Escape" });
    fireEvent.keyDown(field, { key: "Backspace" });
    expect(answerIn(editor)).toEqual({ taxonomy: [["Plants", "Oak"]] });
  });
});

function Page({ editor }: { editor: Editor }) {
  useEditorHotkeys(editor);
  return <EditorSurface editor={editor} />;
}

describe("a comparison", () => {
  it("is made by key, by button, and by a click on what is better", async () => {
    const editor = editorOf(
      `<View><Pairwise name="best" toName="a,b"/><Text name="a" value="$a"/><Text name="b" value="$b"/></View>`,
      { data: { a: "first one", b: "second one" } },
    );
    const { container } = render(<Page editor={editor} />);
    await screen.findByText("second one");
    fireEvent.keyDown(document.body, { key: "ArrowRight" });
    expect(answerIn(editor)).toEqual({ selected: "right" });
    expect(screen.getByText(/Right – chosen/)).toBeTruthy();
    fireEvent.click(screen.getByText("first one"));
    expect(answerIn(editor)).toEqual({ selected: "left" });
    expect(container.querySelectorAll(".ed-compared[data-chosen=true]")).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: /Left/ }));
    expect(answerIn(editor)).toBeNull();
  });
});

describe("a ranking", () => {
  const found = [
    { id: "x", title: "X" },
    { id: "y", title: "Y" },
  ];

  it("is made by Space and arrows, put back by Escape, and undone at once", () => {
    const editor = editorOf(
      `<View><List name="found" value="$found"/><Ranker name="r" toName="found"><Bucket name="good"/></Ranker></View>`,
      { data: { found } },
    );
    const control = findControl(editor.state().schema, "r");
    if (!control) throw new Error("no control");
    render(<Question editor={editor} control={control} />);
    const card = (name: RegExp) => screen.getByRole("button", { name });
    for (const key of [" ", "ArrowDown", "ArrowRight", " "]) fireEvent.keyDown(card(/X/), { key });
    expect(answerIn(editor)).toEqual({ ranker: { _: ["y"], good: ["x"] } });
    expect(within(screen.getByRole("region", { name: "good" })).getByText("X")).toBeTruthy();
    for (const key of [" ", "ArrowRight", "Escape"]) fireEvent.keyDown(card(/Y/), { key });
    expect(answerIn(editor)).toEqual({ ranker: { _: ["y"], good: ["x"] } });
  });
});

describe("a filter", () => {
  it("hides what does not have the words, and Enter takes the first", async () => {
    const editor = editorOf(
      `<View><Text name="letter" value="$text"/><Filter toName="c" minlength="2"/>
        <Choices name="c" toName="letter"><Choice value="Apple"/><Choice value="Pear"/></Choices></View>`,
    );
    render(<EditorSurface editor={editor} />);
    const search = await screen.findByRole("searchbox");
    fireEvent.change(search, { target: { value: "p" } });
    expect(screen.getAllByRole("radio")).toHaveLength(2);
    fireEvent.change(search, { target: { value: "pe" } });
    expect(screen.getAllByRole("radio")).toHaveLength(1);
    fireEvent.keyDown(search, { key: "Enter" });
    expect(answerIn(editor)).toEqual({ choices: ["Pear"] });
    expect(screen.getAllByRole("radio")).toHaveLength(2);
  });
});

it("a question that was missed says so, and takes the focus", async () => {
  const editor = editorOf(
    `<View><Text name="letter" value="$text"/><Rating name="r" toName="letter"/>
      <TextArea name="why" toName="letter" required="true" requiredMessage="Say why."/></View>`,
  );
  render(<EditorSurface editor={editor} />);
  const field = await screen.findByRole("textbox");
  expect(screen.queryByText("Say why.")).toBeNull();
  act(() => editor.showFaults());
  expect(document.activeElement).toBe(field);
  expect(screen.getByRole("group", { name: /why/ }).getAttribute("aria-describedby")).toBe(
    screen.getByText("Say why.").closest("p")?.id,
  );
  fireEvent.change(field, { target: { value: "because" } });
  expect(screen.queryByText("Say why.")).toBeNull();
});
