import type { EditorOptions } from "../../src/editor/core/store";
import { createEditor } from "../../src/editor/core/store";
import { parseConfig } from "../../src/editor/ls/parseConfig";
import type { LabelSchema } from "../../src/editor/ls/schema";

export const ENTITIES = `<View>
  <Labels name="entity" toName="letter">
    <Label value="Person"/>
    <Label value="Place" alias="LOC"/>
    <Label value="Date" background="#a63d6f"/>
  </Labels>
  <Text name="letter" value="$text"/>
  <Header value="How does the writer feel?"/>
  <Choices name="mood" toName="letter" required="true">
    <Choice value="Good"/>
    <Choice value="Bad"/>
  </Choices>
</View>`;

export const BOXES = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="thing" toName="photo">
    <Label value="Car"/>
    <Label value="Person"/>
  </RectangleLabels>
  <Choices name="weather" toName="photo" choice="multiple">
    <Choice value="Rain"/>
    <Choice value="Night"/>
  </Choices>
</View>`;

export function schemaOf(config: string): LabelSchema {
  const parsed = parseConfig(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.schema;
}

/** An editor whose new regions are called n1, n2, ... */
export function editorOf(config: string, more: Partial<EditorOptions> = {}) {
  let made = 0;
  return createEditor({
    schema: schemaOf(config),
    data: { text: "Lena lives in Leiden since May.", image: "/photo.png" },
    result: [],
    mode: "annotate",
    newId: () => {
      made += 1;
      return `n${made}`;
    },
    ...more,
  });
}

export function span(id: string, start: number, end: number, text: string, label: string) {
  return {
    id,
    from_name: "entity",
    to_name: "letter",
    type: "labels",
    value: { start, end, text, labels: [label] },
  };
}

export function box(id: string, x: number, y: number, width: number, height: number, label = "Car") {
  return {
    id,
    from_name: "thing",
    to_name: "photo",
    type: "rectanglelabels",
    original_width: 1000,
    original_height: 500,
    image_rotation: 0,
    value: { x, y, width, height, rotation: 0, rectanglelabels: [label] },
  };
}
