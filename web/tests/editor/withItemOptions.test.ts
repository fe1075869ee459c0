import { describe, expect, it } from "vitest";
import type { LabelOption } from "../../src/editor/ls/schema";
import { withItemOptions } from "../../src/editor/ls/withItemOptions";
import { schemaOf } from "./configs";

const TEXT = '<Text name="t" value="$text"/>';

function optionsOf(controls: string, data: Record<string, unknown>): readonly LabelOption[][] {
  const schema = withItemOptions(schemaOf(`<View>${TEXT}${controls}</View>`), data);
  return schema.controls.map((control) => [...control.options]);
}

describe("options that an item brings", () => {
  const labels = '<Labels name="l" toName="t" value="$labels"><Label value="Written"/></Labels>';

  it("follow those of the configuration, with keys and colours in turn", () => {
    const data = {
      labels: ["Plain", { value: "Full", alias: "f", hotkey: "X", background: "#123456", hint: "So" }],
    };
    const [options] = optionsOf(labels, data);
    expect(options?.map(({ colour, hint, key, title, value }) => [title, value, key, colour, hint])).toEqual([
      ["Written", "Written", "1", "var(--cat-1)", null],
      ["Plain", "Plain", "2", "var(--cat-2)", null],
      ["Full", "f", "x", "#123456", "So"],
    ]);
  });

  it("are passed over when they are none, or there already", () => {
    const [options] = optionsOf(labels, { labels: ["Written", "", 5, null, {}, { value: "A" }, "A"] });
    expect(options?.map(({ value }) => value)).toEqual(["Written", "A"]);
  });

  it("leave a schema as it is where an item has none", () => {
    const schema = schemaOf(`<View>${TEXT}<Choices name="c" toName="t"><Choice value="A"/></Choices></View>`);
    expect(withItemOptions(schema, { labels: ["B"] })).toBe(schema);
    expect(optionsOf(labels, { labels: "B" })[0]).toHaveLength(1);
    expect(optionsOf(labels, {})[0]).toHaveLength(1);
  });

  it("hold each other only where that is asked for", () => {
    const data = { tree: [{ value: "Plant", children: ["Oak", { value: "Elm", selected: true }] }] };
    const tree = '<Taxonomy name="x" toName="t" value="$tree"/>';
    const flat = '<Choices name="y" toName="t" value="$tree"/>';
    const [nested, plain] = optionsOf(tree + flat, data);
    expect(nested?.[0]?.children.map(({ selected, value }) => [value, selected])).toEqual([
      ["Oak", false],
      ["Elm", true],
    ]);
    expect(plain?.[0]?.children).toEqual([]);
  });

  it("take no key that another option has", () => {
    const second = '<Choices name="c" toName="t" value="$more"><Choice value="Q" hotkey="q"/></Choices>';
    const [, choices] = optionsOf(labels + second, { labels: [], more: [{ value: "W", hotkey: "1" }, "E"] });
    expect(choices?.map(({ key }) => key)).toEqual(["q", null, "w"]);
  });
});
