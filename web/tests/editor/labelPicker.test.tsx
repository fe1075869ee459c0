import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { LabelPicker, useEditorHotkeys } from "../../src/editor";
import type { Editor } from "../../src/editor/core/store";
import { box, editorOf } from "./configs";

afterEach(cleanup);

const config = (labels: string, most = "") =>
  `<View><Image name="photo" value="$image"/><RectangleLabels name="thing" toName="photo" ${most}>${labels}</RectangleLabels></View>`;

describe("labels with a bound", () => {
  const ONE_CAR = config('<Label value="Car" maxUsages="1" hint="The nearest"/><Label value="Person"/>');

  it("are used up: the button says so, and nothing more gets them", () => {
    const editor = editorOf(ONE_CAR, { result: [box("p", 1, 1, 5, 5, "Person")] });
    render(<LabelPicker editor={editor} />);
    const car = screen.getByRole<HTMLButtonElement>("button", { name: /Car/ });
    expect(car.title).toBe("The nearest");
    act(() => editor.chooseLabel("thing", "Car"));
    const shape = {
      kind: "box",
      x: 1,
      y: 1,
      width: 2,
      height: 2,
      rotation: 0,
      picture: { width: 1000, height: 500 },
    } as const;
    act(() => void editor.draw("photo", shape));
    act(() => void editor.draw("photo", shape));
    expect(editor.state().draft).not.toBeNull();
    act(() => editor.setDraft(null));
    act(() => editor.clearActiveLabels());
    expect(car.disabled).toBe(true);
    expect(car.title).toContain("as the configuration allows");
    act(() => editor.select("p"));
    act(() => editor.chooseLabel("thing", "Car"));
    expect(editor.result()).toMatchObject([
      { value: { rectanglelabels: ["Person"] } },
      { value: { rectanglelabels: ["Car"] } },
    ]);
  });

  it("take the bound of their control where they have none of their own", () => {
    const editor = editorOf(config('<Label value="Car"/><Label value="Person"/>', 'maxUsages="1"'), {
      result: [box("c", 1, 1, 5, 5), box("p", 2, 2, 5, 5, "Person")],
    });
    editor.select("p");
    editor.chooseLabel("thing", "Car");
    expect(editor.isDirty()).toBe(false);
  });
});

function WithKeys({ editor }: { editor: Editor }) {
  useEditorHotkeys(editor);
  return <LabelPicker editor={editor} />;
}

it("shows the first of two hundred labels, all on request, and the search by its key", () => {
  const many = Array.from({ length: 200 }, (_, at) => `<Label value="Part ${at}"/>`).join("");
  const editor = editorOf(config(many));
  render(<WithKeys editor={editor} />);
  const count = () => screen.getAllByRole("button", { name: /Part/ }).length;
  expect(count()).toBe(6);
  act(() => editor.chooseLabel("thing", "Part 150"));
  expect(screen.getByRole("button", { name: "Part 150" }).getAttribute("aria-pressed")).toBe("true");
  act(() => void fireEvent.click(screen.getByRole("button", { name: "All 200" })));
  expect(count()).toBe(200);
  act(() => void fireEvent.keyDown(document.body, { key: "/" }));
  expect(document.activeElement).toBe(screen.getByRole("searchbox"));
});
