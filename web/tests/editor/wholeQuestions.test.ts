import { expect, test } from "vitest";
import type { LayoutNode } from "../../src/editor/ls/schema";
import { wholeQuestions } from "../../src/editor/ls/wholeQuestions";
import { schemaOf } from "./configs";

const MIXED = schemaOf(`<View>
  <Header value="Mark the cars"/>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/></RectangleLabels>
  <Image name="image" value="$image"/>
  <Choices name="colour" toName="image" perRegion="true"><Choice value="red"/></Choices>
  <View>
    <Header value="What is the weather?"/>
    <Choices name="weather" toName="image"><Choice value="dry"/><Choice value="wet"/></Choices>
  </View>
  <Choices name="own" toName="image" value="$options"/>
  <TextArea name="notes" toName="image"/>
</View>`);

function kinds(node: LayoutNode): string[] {
  if (node.kind === "view") return node.children.flatMap(kinds);
  return [node.kind === "control" ? node.name : node.kind === "header" ? node.value : node.kind];
}

test("of a configuration stays what it asks about the item as a whole, with its headings", () => {
  const asked = wholeQuestions(MIXED);
  expect(asked?.controls.map(({ name }) => name)).toEqual(["weather", "notes"]);
  expect(asked && kinds(asked.layout)).toEqual(["What is the weather?", "weather", "notes"]);
});

test("a configuration that only draws asks nothing", () => {
  const drawn = `<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/></View>`;
  expect(wholeQuestions(schemaOf(drawn))).toBeNull();
});
