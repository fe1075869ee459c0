import { describe, expect, test } from "vitest";
import fixture from "../../../tests/fixtures/linked-labels.json";
import { parseConfig, withLinkedLabels } from "../../src/editor";
import type { LabelOption } from "../../src/editor/ls/schema";

function schema() {
  const parsed = parseConfig(fixture.config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.schema;
}

function waysOf(options: readonly LabelOption[], above: readonly string[] = []): string[][] {
  return options.flatMap(({ value, children }) => [
    [...above, value],
    ...waysOf(children, [...above, value]),
  ]);
}

describe("labels beside a configuration", () => {
  test("each control has the same answers as on the server", () => {
    const found = withLinkedLabels(schema(), fixture.linked);
    const answers = Object.fromEntries(found.controls.map(({ name, options }) => [name, waysOf(options)]));
    expect(answers).toEqual(fixture.answers);
  });

  test("what stands in the configuration keeps its key and its colour", () => {
    const before = schema();
    const after = withLinkedLabels(before, fixture.linked);
    const look = (from: typeof before) =>
      from.controls[0]?.options.map(({ key, colour }) => ({ key, colour }));
    expect(look(after)?.slice(0, 2)).toEqual(look(before));
    expect(after.controls[0]?.options.slice(2).map(({ key }) => key)).toEqual([null, null]);
  });

  test("without labels it is the same schema", () => {
    const before = schema();
    expect(withLinkedLabels(before, [])).toBe(before);
  });
});
