import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/editor";
import {
  addOptions,
  applyEdits,
  attributeEdits,
  attributeOf,
  changeElement,
  type ElementPath,
  elementAt,
  everyElement,
  insertEdits,
  moveEdits,
  optionsBelow,
  pastedWords,
  pointerEdits,
  removeEdits,
  renameOption,
  rootOf,
  type XmlElement,
} from "../../src/editor/building";

const CONFIG = `<View>
  <!-- what the guide says -->
  <RectangleLabels name="things" toName="picture">
    <Label value="Car" background="#2f6fed"/>
    <!-- also vans -->
    <Label value="Person" hotkey='p'/>
  </RectangleLabels>
  <Image name="picture" value="$image" zoom="true"/>
  <Choices name="state" toName="picture" perRegion="true" whenLabelValue="Car">
    <Choice value="Parked"/><Choice value="Moving"/>
  </Choices>
</View>
`;
const THINGS: ElementPath = [0];

/** What an edit means, without where it stands. */
function meaning(element: XmlElement | undefined): unknown {
  if (!element) return null;
  const { attributes, children, tag } = element;
  return { tag, attributes, children: children.map(meaning) };
}

function found(xml: string, path: ElementPath): XmlElement {
  const element = elementAt(rootOf(xml), path);
  if (!element) throw new Error(`nothing at ${path} of ${xml}`);
  return element;
}

describe("an attribute", () => {
  const set = (xml: string, path: ElementPath, name: string, value: string | null) =>
    changeElement(xml, path, (element) => attributeEdits(xml, element, name, value));

  test.each([
    ["changes", [0, 0], "value", "Van", '<Label value="Van" background="#2f6fed"/>'],
    ["is added", [0, 0], "hotkey", "c", '<Label value="Car" background="#2f6fed" hotkey="c"/>'],
    ["goes", [0, 0], "background", null, '<Label value="Car"/>'],
    ["keeps its quotes", [0, 1], "hotkey", "it's", "<Label value=\"Person\" hotkey='it&apos;s'/>"],
    [
      "is escaped",
      [0, 0],
      "value",
      'a<b & "c"',
      '<Label value="a&lt;b &amp; &quot;c&quot;" background="#2f6fed"/>',
    ],
  ] as const)("%s", (_, path, name, value, written) => {
    const after = set(CONFIG, path, name, value);
    expect(after).toContain(written);
    expect(attributeOf(found(after, path), name)).toBe(value ?? "");
    const lines = after.split("\n");
    const changed = CONFIG.split("\n").filter((line, at) => line !== lines[at]);
    expect(changed).toHaveLength(1);
  });

  test("is found in another spelling, and stays in it", () => {
    const xml = '<View><Choices name="a" toName="b" Required="false"/></View>';
    expect(set(xml, [0], "required", "true")).toBe(
      '<View><Choices name="a" toName="b" Required="true"/></View>',
    );
  });

  test("gets a line of its own where the others have one", () => {
    const xml = '<View>\n  <Text\n    name="a"\n    value="$a"/>\n</View>';
    expect(set(xml, [0], "granularity", "word")).toBe(
      '<View>\n  <Text\n    name="a"\n    value="$a"\n    granularity="word"/>\n</View>',
    );
  });

  test("that is not there is taken out of nothing", () => {
    expect(set(CONFIG, [0, 0], "hint", null)).toBe(CONFIG);
  });
});

describe("elements", () => {
  const add = (xml: string, path: ElementPath, after: number, ...texts: string[]) =>
    changeElement(xml, path, (parent) => insertEdits(xml, parent, after, texts));

  test("are added as their neighbours stand", () => {
    expect(add(CONFIG, THINGS, 1, '<Label value="Dog"/>')).toContain(
      `    <Label value="Person" hotkey='p'/>\n    <Label value="Dog"/>\n  </RectangleLabels>`,
    );
    expect(add(CONFIG, [2], 1, '<Choice value="Gone"/>')).toContain(
      '<Choice value="Parked"/><Choice value="Moving"/><Choice value="Gone"/>\n',
    );
  });

  test("open what closed itself", () => {
    const xml = '<View>\n  <Choices name="a" toName="b" />\n</View>';
    expect(add(xml, [0], -1, '<Choice value="x"/>')).toBe(
      '<View>\n  <Choices name="a" toName="b">\n    <Choice value="x"/>\n  </Choices>\n</View>',
    );
  });

  test("fill what was empty, and keep its comment", () => {
    expect(add("<View>\n  \n</View>", [], -1, "<Style/>")).toBe("<View>\n  <Style/>\n</View>");
    expect(add("<View><!-- a --></View>", [], -1, "<Style/>")).toBe("<View>\n  <Style/><!-- a --></View>");
  });

  test("go with their line, and leave what stands beside them", () => {
    const gone = changeElement(CONFIG, [0, 0], (element) => removeEdits(CONFIG, element));
    expect(gone).toBe(CONFIG.replace('    <Label value="Car" background="#2f6fed"/>\n', ""));
    const beside = changeElement(CONFIG, [2, 0], (element) => removeEdits(CONFIG, element));
    expect(beside).toBe(CONFIG.replace('<Choice value="Parked"/>', ""));
  });

  test("change places, and comments stay where they are", () => {
    const moved = changeElement(CONFIG, THINGS, (parent) => moveEdits(CONFIG, parent, 0, 1));
    expect(moved.split("\n").slice(3, 6)).toEqual([
      "    <Label value=\"Person\" hotkey='p'/>",
      "    <!-- also vans -->",
      '    <Label value="Car" background="#2f6fed"/>',
    ]);
  });

  test("keep the line endings of the text", () => {
    const xml = CONFIG.replaceAll("\n", "\r\n");
    const after = add(xml, THINGS, 1, '<Label value="Dog"/>');
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("options", () => {
  test("are pasted by the hundred, each once", () => {
    const text = `Car\n\n  Truck \r\nTruck\n${Array.from({ length: 300 }, (_, n) => `Kind ${n}`).join("\n")}`;
    const words = pastedWords(text, ["Car"]);
    expect(words.slice(0, 2)).toEqual(["Truck", "Kind 0"]);
    const after = addOptions(CONFIG, THINGS, "Label", words);
    const rows = optionsBelow(found(after, THINGS), THINGS);
    expect(rows.map(({ element }) => attributeOf(element, "value"))).toEqual(["Car", "Person", ...words]);
  });

  test("a new word goes to the conditions that wait for the old one", () => {
    const after = renameOption(CONFIG, [0, 0], THINGS, "Vehicle", false);
    expect(after).toContain('<Label value="Vehicle" background="#2f6fed"/>');
    expect(after).toContain('whenLabelValue="Vehicle"');
    expect(parseConfig(after).ok).toBe(true);
  });

  test("a word that was given as an answer stays in results", () => {
    const renamed = renameOption(CONFIG, [0, 0], THINGS, "Vehicle", true);
    expect(renamed).toContain('<Label value="Vehicle" background="#2f6fed" alias="Car"/>');
    expect(parseConfig(renamed).ok).toBe(true);
    const again = renameOption(renamed, [0, 0], THINGS, "Motor vehicle", true);
    expect(again).toContain('value="Motor vehicle" background="#2f6fed" alias="Car"');
    expect(renameOption(again, [0, 0], THINGS, "Car", true)).toBe(CONFIG);
  });

  test("those of a tree know the way to them, also through views", () => {
    const xml =
      '<View><Taxonomy name="t" toName="x"><Choice value="A" alias="a"><Choice value="B"/></Choice><View><Choice value="C"/></View></Taxonomy></View>';
    expect(
      optionsBelow(found(xml, [0]), [0]).map(({ depth, path, way }) => [path.join("."), depth, way]),
    ).toEqual([
      ["0.0", 0, ["a"]],
      ["0.0.0", 1, ["a", "B"]],
      ["0.1.0", 0, ["C"]],
    ]);
  });

  test("what points to a name goes with it", () => {
    const root = rootOf(CONFIG);
    const renamed = applyEdits(CONFIG, root ? pointerEdits(CONFIG, root, "picture", "photo") : []);
    expect(renamed.match(/toName="photo"/g)).toHaveLength(2);
  });
});

describe("any edit of any configuration", () => {
  /** Small numbers by turns, the same in every run. */
  function* numbers(seed: number): Generator<number> {
    let state = seed;
    for (;;) {
      state = (state * 1103515245 + 12345) % 2147483648;
      yield Math.floor(state / 65536);
    }
  }

  const SHAPES = [
    CONFIG,
    CONFIG.replaceAll("\n", ""),
    CONFIG.replaceAll("\n", "\r\n"),
    CONFIG.replaceAll("  ", "\t"),
    CONFIG.replaceAll("/>", " />"),
  ];

  test.each(SHAPES.map((xml, index) => [index, xml] as const))("means what it says (%i)", (seed, start) => {
    const random = numbers(seed + 1);
    const next = (below: number) => (random.next().value ?? 0) % below;
    let xml = start;
    for (let turn = 0; turn < 60; turn += 1) {
      const root = rootOf(xml);
      if (!root) throw new Error(`broken after ${turn}: ${xml}`);
      const elements = [...everyElement(root)];
      const element = elements[next(elements.length)] ?? root;
      const comments = xml.match(/<!--.*?-->/g) ?? [];
      if (next(2) === 0) {
        const value = ["a", 'b "c"', "<&>", "", "é\u{1f600}"][next(5)] ?? "";
        xml = applyEdits(xml, attributeEdits(xml, element, "hint", value));
        const changed = [...everyElement(rootOf(xml) ?? root)][elements.indexOf(element)];
        expect(meaning(changed)).toEqual({
          ...(meaning(element) as object),
          attributes: { ...element.attributes, hint: value },
        });
      } else if (next(2) === 0 || element.children.length < 2) {
        const after = next(element.children.length + 1) - 1;
        xml = applyEdits(xml, insertEdits(xml, element, after, [`<Label value="n${turn}"/>`]));
        const changed = [...everyElement(rootOf(xml) ?? root)][elements.indexOf(element)];
        const children = [...element.children.map(meaning)];
        children.splice(after + 1, 0, { tag: "Label", attributes: { value: `n${turn}` }, children: [] });
        expect(meaning(changed)).toEqual({ ...(meaning(element) as object), children });
      } else {
        const from = next(element.children.length);
        const to = next(element.children.length);
        xml = applyEdits(xml, moveEdits(xml, element, from, to));
        const changed = [...everyElement(rootOf(xml) ?? root)][elements.indexOf(element)];
        const children = element.children.map(meaning);
        children.splice(to, 0, ...children.splice(from, 1));
        expect(meaning(changed)).toEqual({ ...(meaning(element) as object), children });
      }
      expect(xml.match(/<!--.*?-->/g) ?? []).toEqual(comments);
    }
  });
});
