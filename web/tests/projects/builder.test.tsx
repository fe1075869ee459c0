import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { useMemo, useState } from "react";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { parseConfig } from "../../src/editor";
import { Builder, type Jump } from "../../src/projects/labeling/builder/Builder";
import type { Usage } from "../../src/projects/labeling/builder/usage";

beforeAll(() => {
  const media = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal("matchMedia", () => media);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

const CONFIG = `<View>
  <!-- kept -->
  <RectangleLabels name="things" toName="picture">
    <Label value="Car"/>
    <Label value="Person"/>
  </RectangleLabels>
  <Image name="picture" value="$image"/>
</View>`;

let xml = "";

function Studio({ start, usage = {}, jump = null }: { start: string; usage?: Usage; jump?: Jump | null }) {
  const [text, setText] = useState(start);
  const parsed = useMemo(() => parseConfig(text), [text]);
  xml = text;
  return (
    <MantineProvider env="test">
      <Builder
        xml={text}
        onChange={setText}
        problems={parsed.ok ? [] : parsed.problems}
        usage={usage}
        schema={parsed.ok ? parsed.schema : null}
        jump={jump}
        onShowLine={(line) => setText(`asked for line ${line}`)}
      />
    </MantineProvider>
  );
}

function write(field: HTMLElement, text: string) {
  fireEvent.change(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: "Enter" });
}

describe("the builder", () => {
  test("adds, renames, colours, moves and removes labels in the text", () => {
    render(<Studio start={CONFIG} />);
    write(screen.getByLabelText("Word 1"), "Van & bus");
    write(screen.getByLabelText("Key of Person"), "P");
    fireEvent.change(screen.getByLabelText("Add a label"), { target: { value: "Dog" } });
    fireEvent.click(screen.getByText("Add", { selector: "[type=submit]" }));
    expect(xml).toContain('<Label value="Van &amp; bus"/>');
    expect(xml).toContain('<Label value="Person" hotkey="p"/>');
    expect(xml).toContain('    <Label value="Dog"/>\n  </RectangleLabels>');
    fireEvent.keyDown(screen.getByLabelText("Move Dog"), { key: "ArrowUp" });
    fireEvent.click(screen.getByLabelText("Remove Van & bus"));
    expect(xml.split("\n").slice(2, 6)).toEqual([
      '  <RectangleLabels name="things" toName="picture">',
      '    <Label value="Dog"/>',
      '    <Label value="Person" hotkey="p"/>',
      "  </RectangleLabels>",
    ]);
    expect(xml).toContain("<!-- kept -->");
  });

  test("takes many labels at once from what is pasted", () => {
    render(<Studio start={CONFIG} />);
    const pasted = `Car\n${Array.from({ length: 300 }, (_, n) => `Kind ${n}`).join("\n")}`;
    fireEvent.paste(screen.getByLabelText("Add a label"), { clipboardData: { getData: () => pasted } });
    expect(xml.match(/<Label /g)).toHaveLength(302);
    expect(screen.getByText("300 added")).toBeTruthy();
    expect(parseConfig(xml).ok).toBe(true);
  });

  test("keeps the answers of a label that was given: no removal, and an alias when it is renamed", () => {
    render(<Studio start={CONFIG} usage={{ things: { Car: 3 } }} />);
    expect((screen.getByLabelText("Remove Car") as HTMLButtonElement).disabled).toBe(true);
    expect((screen.getByLabelText("Remove Person") as HTMLButtonElement).disabled).toBe(false);
    expect((screen.getByLabelText("Remove Boxes") as HTMLButtonElement).disabled).toBe(true);
    write(screen.getByLabelText("Word 1"), "Vehicle");
    expect(xml).toContain('<Label value="Vehicle" alias="Car"/>');
  });

  test("offers only what fits, and what it adds can be used", async () => {
    render(<Studio start={CONFIG} />);
    fireEvent.click(screen.getByRole("button", { name: "Add", expanded: false }));
    const palette = await screen.findByRole("dialog");
    expect(within(palette).queryByText("Ranking")).toBeNull();
    expect(within(palette).queryByText("Labels in HTML")).toBeNull();
    fireEvent.click(within(palette).getByText("Choices"));
    expect(xml).toContain('<Choices name="answer" toName="picture">');
    expect(parseConfig(xml).ok).toBe(true);
    fireEvent.click(screen.getByLabelText("An answer is required"));
    fireEvent.click(screen.getByLabelText("Asked about each region"));
    expect(xml).toContain('<Choices name="answer" toName="picture" required="true" perRegion="true">');
  });

  test("a renamed object keeps its controls", () => {
    render(<Studio start={CONFIG} />);
    fireEvent.click(screen.getByRole("button", { name: /^Picture/ }));
    write(screen.getByLabelText("Name in results"), "photo");
    expect(xml).toContain('<Image name="photo"');
    expect(xml).toContain('toName="photo"');
  });

  test("says why it can list nothing while the XML is broken, and where", () => {
    render(<Studio start={CONFIG.replace("</RectangleLabels>", "")} />);
    expect(screen.getByText(/The XML cannot be read/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /Go to line/ }));
    expect(xml).toMatch(/asked for line \d+/);
  });

  test("marks the part that is wrong and goes to it", () => {
    const wrong = CONFIG.replace('toName="picture"', 'toName="nothing"');
    const { rerender } = render(<Studio start={wrong} />);
    fireEvent.click(screen.getByRole("button", { name: /^Boxes/ }));
    expect(screen.queryByText(/is not the name of an object/)).toBeNull();
    rerender(<Studio start={wrong} jump={{ line: 3, turn: 1 }} />);
    expect(screen.getByText(/is not the name of an object/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText("About"), { target: { value: "picture" } });
    expect(xml).toBe(CONFIG);
  });
});

test.each(
  [
    ...["Text", "HyperText", "Paragraphs", "Image", "Audio", "Video", "Pdf", "TimeSeries", "Table", "List"],
  ].map((tag) => [tag]),
)("everything the palette offers for a %s is understood", async (tag) => {
  const { addPart, fittingEntries } = await import("../../src/projects/labeling/builder/palette");
  const { partsOf } = await import("../../src/projects/labeling/builder/outline");
  const { rootOf } = await import("../../src/editor/building");
  const partsIn = (text: string) => {
    const root = rootOf(text);
    return root ? partsOf(root) : [];
  };
  const shown = addPart("<View>\n</View>", tag, null)?.xml ?? "";
  const rated = shown.replace("</View>", '  <Rating name="stars" toName="NAME"/>\n</View>');
  const start = rated.replace("NAME", /name="(\w+)"/.exec(shown)?.[1] ?? "");
  for (const entry of fittingEntries(partsIn(start))) {
    const after = addPart(start, entry.tag, null)?.xml ?? "";
    const parsed = parseConfig(after);
    expect(parsed, `${entry.tag}: ${after}`).toMatchObject({ ok: true });
  }
});
