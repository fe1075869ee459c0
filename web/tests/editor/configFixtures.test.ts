import { expect, it } from "vitest";
import { parseConfig } from "../../src/editor/ls/parseConfig";

interface Case {
  readonly name: string;
  readonly config: string;
  readonly ok: boolean;
  readonly tag?: string;
  readonly line?: number;
}

/** The configurations that the server's parser is tested with as well. */
const CASES = Object.values(
  import.meta.glob<Case>("../../../tests/fixtures/labeling/*.json", { import: "default", eager: true }),
);

it("there are cases", () => {
  expect(CASES.length).toBeGreaterThan(100);
});

it.each(CASES)("the page judges as the server does: $name", ({ config, line, ok, tag }) => {
  const parsed = parseConfig(config);
  if (parsed.ok) {
    expect(ok).toBe(true);
    return;
  }
  expect(ok).toBe(false);
  const [first] = parsed.problems;
  if (line !== undefined) expect(first?.line).toBe(line);
  if (tag !== undefined) expect(first?.tag).toBe(tag);
});
