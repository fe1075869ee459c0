import { describe, expect, test } from "vitest";
import type { Template } from "../../src/api/contract";
import type { LabelSchema } from "../../src/editor";
import { parseConfig } from "../../src/editor";
import { findTemplates, groupTemplates } from "../../src/projects/labeling/findTemplates";
import { candidates, missingFields, sampleFor, withField } from "../../src/projects/labeling/sample";

const CONFIG = `<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
</View>`;

function templateOf(given: Partial<Template>): Template {
  return {
    id: "t",
    group: "Vision",
    title: "",
    description: "",
    words: "",
    config: "",
    sample: {},
    ...given,
  };
}

function schemaOf(config: string): LabelSchema {
  const parsed = parseConfig(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.schema;
}

describe("fitting a labeling interface to the data", () => {
  const item = { review: "Lovely lamp", stars: 5, text_id: "a" };

  test("names the fields that are missing and those that could stand in", () => {
    expect(missingFields(schemaOf(CONFIG), item)).toEqual(["text"]);
    expect(candidates(schemaOf(CONFIG), item)).toEqual(["review", "text_id"]);
  });

  test("turns every reference, and only whole ones", () => {
    const config = 'value="$text" hint="$text_id $text"';
    expect(withField(config, "text", "review")).toBe('value="$review" hint="$text_id $review"');
    expect(withField('value="$a.b"', "a.b", "$&")).toBe('value="$$&"');
  });

  test("shows the sample of the template, or a placeholder", () => {
    const template = templateOf({ config: CONFIG, sample: { text: "Sample" } });
    expect(sampleFor(schemaOf(CONFIG), `${CONFIG}\n`, [template])).toEqual({ text: "Sample" });
    expect(sampleFor(schemaOf(CONFIG), CONFIG, []).text).toContain("text");
  });

  test("keeps the sample of a template that was changed, with the fields that headers read", () => {
    const config = CONFIG.replace("<Text", '<Header value="$question"/><Text');
    const own = templateOf({ config, sample: { text: "Sample", question: "Why?" } });
    const other = templateOf({ config: CONFIG.replace("$text", "$body"), sample: { body: "Other" } });
    const changed = config.replace('"Bad"', '"Worse"');
    expect(sampleFor(schemaOf(changed), changed, [other, own])).toEqual({ text: "Sample", question: "Why?" });
  });

  test("has something for every kind of object", () => {
    const config = `<View>
      <Image name="a" valueList="$pages"/><Paragraphs name="b" value="$talk" textKey="said"/>
      <TimeSeries name="c" value="$rows" valueType="json" timeColumn="t"><Channel column="v"/></TimeSeries>
      <Rating name="d" toName="a"/></View>`;
    const sample = sampleFor(schemaOf(config), config, []);
    expect(sample.pages).toHaveLength(3);
    expect(sample.talk).toContainEqual(expect.objectContaining({ said: "Good morning!" }));
    expect(Object.keys(sample.rows as object)).toEqual(["t", "v"]);
  });
});

describe("searching the gallery", () => {
  const boxes = templateOf({
    title: "Object detection",
    words: "bbox bounding boxes",
    config: '<RectangleLabels name="a"/>',
  });
  const names = templateOf({ title: "Named entities", group: "Text", words: "ner spans" });
  const all = [boxes, names];

  test.each([
    ["ner", [names]],
    ["BBOX", [boxes]],
    ["bounding obj", [boxes]],
    ["rectanglelabels", [boxes]],
    ["text", [names]],
    ["text bbox", []],
    ["ounding", []],
    ["  ", all],
  ])("%j", (search, found) => {
    expect(findTemplates(all, search)).toEqual(found);
  });

  test("groups keep the order of the gallery", () => {
    expect(groupTemplates(all).map(({ title, templates }) => [title, templates.length])).toEqual([
      ["Vision", 1],
      ["Text", 1],
    ]);
  });
});
