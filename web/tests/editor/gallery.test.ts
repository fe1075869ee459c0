import { describe, expect, test } from "vitest";
import cases from "../../../tests/fixtures/gallery.json";
import { parseConfig } from "../../src/editor/ls/parseConfig";
import { readResult } from "../../src/editor/ls/readResult";
import type { LsResultItem } from "../../src/editor/ls/resultItem";
import { withItemOptions } from "../../src/editor/ls/withItemOptions";
import { writeResult } from "../../src/editor/ls/writeResult";

/** The same configurations, items and results that the server is tested with (tests/projects/test_labeling_gallery.py). */
describe.each(cases as readonly Case[])("$name", ({ config, data, result }) => {
  const parsed = parseConfig(config);

  test("is understood", () => {
    expect(parsed).toMatchObject({ ok: true });
  });

  test("shows every entry of its result, and writes it as it was", () => {
    if (!parsed.ok) return;
    const schema = withItemOptions(parsed.schema, data);
    const regions = readResult(result, schema, data);
    expect(regions.map(({ shape }) => shape.kind)).not.toContain("opaque");
    expect(writeResult(regions, schema, data)).toEqual(result);
  });

  test("writes the same when a region is made anew", () => {
    if (!parsed.ok) return;
    const schema = withItemOptions(parsed.schema, data);
    const regions = readResult(result, schema, data).map((region) => ({ ...region, sources: [] }));
    const written = writeResult(regions, schema, data);
    expect(readResult(written, schema, data).map(({ answers, shape }) => ({ answers, shape }))).toEqual(
      regions.map(({ answers, shape }) => ({ answers, shape })),
    );
    for (const [index, { to_name }] of written.entries()) expect(to_name).toBe(result[index]?.to_name);
  });
});

interface Case {
  readonly name: string;
  readonly config: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly result: readonly LsResultItem[];
}
