import { describe, expect, test } from "vitest";
import type { LabelSchema } from "../../src/editor";
import { parseConfig } from "../../src/editor";
import { candidates, missingFields, sampleFor, withField } from "../../src/projects/labeling/sample";

const CONFIG = `<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
</View>`;

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
    const template = {
      id: "t",
      group: "",
      title: "",
      description: "",
      config: CONFIG,
      sample: { text: "Sample" },
    };
    expect(sampleFor(schemaOf(CONFIG), `${CONFIG}\n`, [template])).toEqual({ text: "Sample" });
    expect(sampleFor(schemaOf(CONFIG), CONFIG, []).text).toContain("text");
  });
});
