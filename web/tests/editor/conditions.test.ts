import { describe, expect, it } from "vitest";
import { editorOf } from "./configs";

const CHAIN = `<View>
  <Text name="letter" value="$text"/>
  <Choices name="a" toName="letter"><Choice value="yes"/><Choice value="no"/></Choices>
  <Choices name="b" toName="letter" visibleWhen="choice-selected" whenTagName="a" whenChoiceValue="yes" required="true">
    <Choice value="more"/><Choice value="less"/></Choices>
  <View visibleWhen="choice-selected" whenTagName="b" whenChoiceValue="more">
    <Rating name="c" toName="letter" required="true"/>
  </View>
  <Choices name="d" toName="letter" visibleWhen="choice-unselected" whenTagName="a" whenChoiceValue="yes"><Choice value="x"/></Choices>
</View>`;

const entry = (from_name: string, type: string, value: Record<string, unknown>) => ({
  id: `id-${from_name}`,
  from_name,
  to_name: "letter",
  type,
  value,
});

describe("questions that wait for a choice", () => {
  it("are handed in while they are asked, and come back with their answer", () => {
    const editor = editorOf(CHAIN);
    const names = () => editor.result().map((item) => item.from_name);
    editor.pickChoice("d", "x");
    editor.pickChoice("a", "yes");
    expect(names()).toEqual(["a"]);
    editor.pickChoice("b", "more");
    editor.answer("c", { kind: "rating", rating: 2 });
    expect(names()).toEqual(["a", "b", "c"]);
    // What followed from a choice goes with it, through the whole chain.
    editor.pickChoice("a", "no");
    expect(names()).toEqual(["d", "a"]);
    editor.pickChoice("a", "yes");
    expect(names()).toEqual(["a", "b", "c"]);
  });

  it("are required only while they are asked", () => {
    const editor = editorOf(CHAIN);
    expect(editor.problems()).toEqual([]);
    editor.pickChoice("a", "yes");
    expect(editor.faults().map(({ control }) => control)).toEqual(["b"]);
    editor.pickChoice("b", "more");
    expect(editor.faults().map(({ control }) => control)).toEqual(["c"]);
    editor.pickChoice("a", "no");
    expect(editor.problems()).toEqual([]);
  });

  it("keep what came in although it was not asked, and drop what a change here hides", () => {
    const foreign = [
      entry("a", "choices", { choices: ["no"] }),
      entry("b", "choices", { choices: ["more"] }),
    ];
    const editor = editorOf(CHAIN, { result: foreign });
    expect(editor.result()).toEqual(foreign);
    editor.pickChoice("d", "x");
    expect(editor.result().slice(0, 2)).toEqual(foreign);

    const own = [entry("a", "choices", { choices: ["yes"] }), entry("b", "choices", { choices: ["more"] })];
    const resumed = editorOf(CHAIN, { result: own });
    resumed.pickChoice("a", "no");
    expect(resumed.result().map((item) => item.from_name)).toEqual(["a"]);
  });

  it("may wait for each other in a circle", () => {
    const circle = `<View><Text name="letter" value="$text"/>
      <Choices name="a" toName="letter" visibleWhen="choice-unselected" whenTagName="b"><Choice value="x"/></Choices>
      <Choices name="b" toName="letter" visibleWhen="choice-unselected" whenTagName="a"><Choice value="y"/></Choices></View>`;
    const editor = editorOf(circle);
    editor.pickChoice("a", "x");
    expect(editor.result().map((item) => item.from_name)).toEqual(["a"]);
  });
});

describe("questions about regions", () => {
  const config = `<View><Text name="letter" value="$text"/>
    <Labels name="entity" toName="letter"><Label value="Person"/><Label value="Place"/></Labels>
    <Choices name="sex" toName="letter" perRegion="true" whenLabelValue="Person,Animal" required="true"><Choice value="f"/><Choice value="m"/></Choices>
    <TextArea name="why" toName="letter" perRegion="true" visibleWhen="choice-selected" whenTagName="sex" whenChoiceValue="m"/></View>`;

  it("follow the label of their region and the choices made about it", () => {
    const editor = editorOf(config.replace("Person,Animal", "Person"));
    editor.chooseLabel("entity", "Person");
    editor.draw("letter", { kind: "span", start: 0, end: 4 });
    editor.select("n1");
    editor.pickChoice("sex", "m");
    editor.answer("why", { kind: "texts", texts: ["name"] });
    editor.select(null);
    const types = () => editor.result().map((item) => item.type);
    expect(types()).toEqual(["labels", "choices", "textarea"]);
    editor.select("n1");
    editor.chooseLabel("entity", "Place");
    expect(types()).toEqual(["labels"]);
    expect(editor.problems()).toEqual([]);
    editor.chooseLabel("entity", "Person");
    editor.pickChoice("sex", "f");
    expect(types()).toEqual(["labels", "choices"]);
  });
});

describe("questions about the entries of a list", () => {
  const config = `<View><Image name="pages" valueList="$pages"/>
    <Choices name="kind" toName="pages" perItem="true" required="true"><Choice value="form"/><Choice value="letter"/></Choices>
    <Rating name="clear" toName="pages" perItem="true" visibleWhen="choice-selected" whenTagName="kind" whenChoiceValue="form"/></View>`;

  it("are answered entry by entry, and each entry is missed by its number", () => {
    const editor = editorOf(config, { data: { pages: ["/1.png", "/2.png", "/3.png"] } });
    editor.setPosition("pages", 1);
    editor.pickChoice("kind", "form");
    editor.answer("clear", { kind: "rating", rating: 3 });
    expect(editor.result()).toMatchObject([
      { item_index: 1, value: { choices: ["form"] } },
      { item_index: 1, value: { rating: 3 } },
    ]);
    expect(editor.faults()).toMatchObject([{ control: "kind", item: 0 }]);
    expect(editor.problems()).toEqual(['"kind" needs an answer for 1, 3.']);
    // A form on the second page asks nothing about the first.
    editor.setPosition("pages", 0);
    editor.pickChoice("kind", "letter");
    editor.answer("clear", { kind: "rating", rating: 1 });
    expect(editor.result().filter((item) => item.type === "rating")).toMatchObject([{ item_index: 1 }]);
  });
});

it("answers that a configuration gives beforehand stand in a fresh annotation", () => {
  const config = `<View><Text name="letter" value="$text"/><List name="found" value="$found"/>
    <Choices name="c" toName="letter"><Choice value="A" selected="true"/><Choice value="B"/></Choices>
    <Number name="n" toName="letter" defaultValue="2"/><Rating name="r" toName="letter" defaultValue="3"/>
    <TextArea name="t" toName="letter" value="$text"/><Ranker name="k" toName="found"/></View>`;
  const data = { text: "Lena", found: [{ id: "x" }, { id: "y" }] };
  const editor = editorOf(config, { data });
  expect(editor.result().map(({ value }) => value)).toEqual([
    { choices: ["A"] },
    { number: 2 },
    { rating: 3 },
    { text: ["Lena"] },
    { ranker: { k: ["x", "y"] } },
  ]);
  expect(editor.isDirty()).toBe(false);
  expect(editorOf(config, { data, mode: "readonly" }).result()).toEqual([]);
});
