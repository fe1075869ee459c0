import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/editor/ls/parseConfig";
import { BOXES, ENTITIES, schemaOf } from "./configs";

function problems(xml: string) {
  const parsed = parseConfig(xml);
  return parsed.ok ? [] : parsed.problems;
}

const TEXT = '<Text name="t" value="$text"/>';
const CHOICES = '<Choices name="c" toName="t"><Choice value="A"/></Choices>';

describe("a configuration that is sound", () => {
  it("gives objects, controls and their options", () => {
    const schema = schemaOf(ENTITIES);
    expect(schema.objects.map(({ field, name, tag }) => [tag, name, field])).toEqual([
      ["Text", "letter", "text"],
    ]);
    expect(schema.controls.map(({ name, required, tag, to }) => [tag, name, to, required])).toEqual([
      ["Labels", "entity", "letter", false],
      ["Choices", "mood", "letter", true],
    ]);
    const [labels] = schema.controls;
    expect(labels?.options.map(({ title, value }) => [title, value])).toEqual([
      ["Person", "Person"],
      ["Place", "LOC"],
      ["Date", "Date"],
    ]);
  });

  it("keeps the order of the page", () => {
    const { layout } = schemaOf(ENTITIES);
    const kinds = layout.kind === "view" ? layout.children.map((node) => node.kind) : [];
    expect(kinds).toEqual(["control", "object", "header", "control"]);
  });

  it("hands out digits to the first control and letters to the second", () => {
    const keys = schemaOf(ENTITIES).controls.map((control) => control.options.map((option) => option.key));
    expect(keys).toEqual([
      ["1", "2", "3"],
      ["q", "w"],
    ]);
  });

  it("gives a key that the configuration names to its option alone", () => {
    const schema = schemaOf(
      `<View>${TEXT}<Choices name="c" toName="t"><Choice value="A"/><Choice value="B" hotkey="1"/></Choices></View>`,
    );
    expect(schema.controls[0]?.options.map((option) => option.key)).toEqual(["2", "1"]);
  });

  it("colours labels in turn, or as the configuration says when that is a colour", () => {
    const schema = schemaOf(
      `<View>${TEXT}<Labels name="l" toName="t"><Label value="A"/><Label value="B" background="red"/>` +
        `<Label value="C" background="url(x)"/></Labels></View>`,
    );
    expect(schema.controls[0]?.options.map((option) => option.colour)).toEqual([
      "var(--cat-1)",
      "red",
      "var(--cat-3)",
    ]);
  });

  it("reads entities, comments and either quote", () => {
    const schema = schemaOf(
      `<?xml version="1.0"?><View><!-- <Video/> -->${TEXT}` +
        `<Choices name='c' toName='t'><Choice value="R&amp;D &#x1F600; &lt;"/></Choices></View>`,
    );
    expect(schema.controls[0]?.options[0]?.value).toBe("R&D 😀 <");
  });
});

describe("what the language can say", () => {
  it("tells drawing from naming", () => {
    const schema = schemaOf(
      `<View>${TEXT}<Video name="v" value="$v"/><VideoRectangle name="box" toName="v"/>` +
        '<Labels name="what" toName="v"><Label value="A"/></Labels>' +
        '<Labels name="l" toName="t"><Label value="A"/></Labels>' +
        `${CHOICES}<Relations><Relation value="near"/></Relations></View>`,
    );
    expect(schema.controls.map(({ draws, name, names, type }) => [name, type, draws, names])).toEqual([
      ["box", "videorectangle", true, false],
      ["what", "labels", false, true],
      ["l", "labels", true, true],
      ["c", "choices", false, false],
      ["relations", "relation", false, false],
    ]);
  });

  it("reads lists, parts, several targets and other spellings", () => {
    const schema = schemaOf(
      '<View><Image name="i" valueList="$pages"/><AudioPlus name="s" value="$sound"/>' +
        '<TimeSeries name="ts" value="$csv"><Channel column="a" units="m"/></TimeSeries>' +
        '<Pairwise name="p" toName="i, s" REQUIRED="true"/></View>',
    );
    expect(schema.objects.map(({ field, isList, parts, tag }) => [tag, field, isList, parts.length])).toEqual(
      [
        ["Image", "pages", true, 0],
        ["Audio", "sound", false, 0],
        ["TimeSeries", "csv", false, 1],
      ],
    );
    expect(schema.controls[0]).toMatchObject({ to: "i", targets: ["i", "s"], required: true });
  });

  it("nests options and gives keys to all of them, but none to the entries of a tree", () => {
    const inside = '<Choice value="A" hint="First"><Choice value="B" alias="b"/></Choice><Choice value="C"/>';
    const schema = schemaOf(
      `<View>${TEXT}<Taxonomy name="x" toName="t">${inside}</Taxonomy>` +
        `<Choices name="c" toName="t" allowNested="true">${inside}</Choices></View>`,
    );
    const told = schema.controls.map(({ options }) =>
      options.map(({ children, hint, key }) => [key, hint, children.map((each) => [each.value, each.key])]),
    );
    expect(told).toEqual([
      [
        [null, "First", [["b", null]]],
        [null, null, []],
      ],
      [
        ["1", "First", [["b", "2"]]],
        ["3", null, []],
      ],
    ]);
  });

  it("states conditions in the words of results", () => {
    const schema = schemaOf(
      `<View>${TEXT}<Choices name="c" toName="t"><Choice value="Yes" alias="y"/></Choices>` +
        '<View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="Yes" idAttr="why" className="a">' +
        '<TextArea name="w" toName="t" perRegion="true" whenTagName="c"/></View></View>',
    );
    const inner = schema.layout.kind === "view" ? schema.layout.children[2] : undefined;
    const when = { when: "choice-selected", control: "c", labels: [], choices: ["y"] };
    expect(inner).toMatchObject({ kind: "view", id: "why", className: "a", condition: when });
    const own = { when: "region-selected", control: "c", labels: [], choices: [] };
    expect(schema.controls[1]?.condition).toEqual(own);
  });

  it("lays out headers, styles and filters", () => {
    const schema = schemaOf(
      "<View><Style>.a &gt; b { gap: 1px }</Style><Header size='9'>Look &amp; tell</Header>" +
        `<Header value="$question"/><Filter toName="c" hotkey="F" minlength="3"/>${TEXT}${CHOICES}</View>`,
    );
    const nodes = schema.layout.kind === "view" ? schema.layout.children.slice(0, 4) : [];
    expect(nodes).toEqual([
      { kind: "style", css: ".a > b { gap: 1px }" },
      { kind: "header", value: "Look & tell", field: null, size: 6 },
      { kind: "header", value: "$question", field: "question", size: 4 },
      { kind: "filter", to: "c", placeholder: "", key: "f", minLength: 3 },
    ]);
  });
});

describe("a configuration that is refused", () => {
  it.each([
    [
      "a tag without support, by name and line",
      `<View>\n${TEXT}\n<Chat name="v" value="$v"/>\n${CHOICES}</View>`,
      "Chat",
      3,
    ],
    ["a tag that is spelled wrong", `<View>${TEXT}\n<choices name="c" toName="t"/></View>`, "choices", 2],
    [
      "a target that is not there",
      `<View>\n${TEXT}\n<Choices name="c" toName="x"><Choice value="A"/></Choices></View>`,
      "Choices",
      3,
    ],
    [
      "labels for text on a picture",
      `<View><Image name="i" value="$i"/>\n<Labels name="l" toName="i"><Label value="A"/></Labels></View>`,
      "Labels",
      2,
    ],
    ["a name used twice", `<View>${TEXT}\n${TEXT}${CHOICES}</View>`, "Text", 2],
    ["a value that is no field", `<View>\n<Text name="t" value="text"/>${CHOICES}</View>`, "Text", 2],
    ["an object without name", `<View>\n<Text value="$text"/>\n${CHOICES}</View>`, "Text", 2],
    ["a control without options", `<View>${TEXT}\n<Choices name="c" toName="t"/></View>`, "Choices", 2],
    [
      "an option twice",
      `<View>${TEXT}<Choices name="c" toName="t"><Choice value="A"/>\n<Choice value="A"/></Choices></View>`,
      "Choice",
      2,
    ],
    [
      "an option without value",
      `<View>${TEXT}<Choices name="c" toName="t">\n<Choice/></Choices></View>`,
      "Choice",
      2,
    ],
    [
      "an unknown way to choose",
      `<View>${TEXT}\n<Choices name="c" toName="t" choice="many"><Choice value="A"/></Choices></View>`,
      "Choices",
      2,
    ],
    [
      "options of the other kind",
      `<View>${TEXT}<Choices name="c" toName="t">\n<Label value="A"/></Choices></View>`,
      "Label",
      2,
    ],
    ["an option on its own", `<View>${TEXT}${CHOICES}\n<Label value="A"/></View>`, "Label", 2],
    ["nothing to answer with", `<View>${TEXT}</View>`, "View", 1],
    ["nothing to look at", `<View><Header value="x"/></View>`, "View", 1],
    ["another first tag", `<Text name="t" value="$text"/>`, "Text", 1],
    ["a tag that is not closed", `<View>\n${TEXT}`, "View", 2],
    ["tags that cross", `<View>\n<View>${TEXT}\n</Choices></View>`, "Choices", 3],
    ["a value without quotes", `<View>\n<Text name=t value="$text"/></View>`, "Text", 2],
    ["an attribute given twice", `<View>\n<Text name="t" name="u" value="$text"/></View>`, "Text", 2],
    ["an unknown entity", `<View>\n<Text name="t" value="&bomb;"/></View>`, "Text", 2],
    [
      "a property of every object as entity",
      `<View>\n<Text name="t" value="&constructor;"/></View>`,
      "Text",
      2,
    ],
    ["a property of every object as tag", `<View>${TEXT}\n<constructor/>${CHOICES}</View>`, "constructor", 2],
    ["a document type", `<!DOCTYPE x [<!ENTITY a "b">]>\n<View/>`, "DOCTYPE", 1],
    ["two first tags", `<View/>\n<View/>`, "View", 2],
    ["nothing at all", "", "View", 1],
  ])("%s", (_, xml, tag, line) => {
    const [first] = problems(xml);
    expect(first).toMatchObject({ tag, line });
    expect(first?.message).not.toBe("");
    expect(first?.fix).not.toBe("");
  });

  it("names every problem at once, in order of lines", () => {
    const found = problems(`<View>\n<Chat/>\n${TEXT}\n<Repeater/>\n${CHOICES}</View>`);
    expect(found.map(({ line, tag }) => [tag, line])).toEqual([
      ["Chat", 2],
      ["Repeater", 4],
    ]);
  });

  it("does not follow tags nested without end", () => {
    expect(problems("<View>".repeat(10_000))[0]?.message).toMatch(/nested/);
  });

  it("does not stall on a wide configuration", () => {
    const many = Array.from({ length: 3000 }, (_, index) => `<Label value="L${index}"/>`).join("\n");
    expect(problems(`<View>${TEXT}<Labels name="l" toName="t">${many}</Labels></View>`)).toEqual([]);
  });
});

it("reads the picture configuration of the other tests", () => {
  expect(schemaOf(BOXES).controls.map((control) => control.multiple)).toEqual([false, true]);
});
