import { describe, expect, it, test } from "vitest";
import { type DiffLine, diffLines, tagByTag } from "../../src/projects/ontologies/diff";

const marks = { same: " ", gone: "-", new: "+" };

function written(lines: readonly DiffLine[]): string[] {
  return lines.map(({ kind, text }) => `${marks[kind]}${text}`);
}

test.each([
  ["a\nb\nc", "a\nb\nc", [" a", " b", " c"]],
  ["a\nb\nc", "a\nc", [" a", "-b", " c"]],
  ["a\nc", "a\nb\nc", [" a", "+b", " c"]],
  ["a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
  ["a\nb\na", "b\na\nb", ["-a", " b", " a", "+b"]],
])("%j to %j", (before, after, expected) => {
  expect(written(diffLines(before, after))).toEqual(expected);
});

test("either text can be read from the difference", () => {
  const words = ["a", "b", "c"];
  for (let turn = 0; turn < 200; turn += 1) {
    const draw = (seed: number) =>
      Array.from({ length: 8 }, (_, at) => words[(seed * (at + 3)) % 3]).join("\n");
    const [before, after] = [draw(turn), draw(turn * 7 + 1)];
    const lines = diffLines(before, after);
    expect(
      lines
        .filter(({ kind }) => kind !== "new")
        .map(({ text }) => text)
        .join("\n"),
    ).toBe(before);
    expect(
      lines
        .filter(({ kind }) => kind !== "gone")
        .map(({ text }) => text)
        .join("\n"),
    ).toBe(after);
  }
});

describe("a configuration tag by tag", () => {
  it.each([
    ["<View><Text/></View>", "<View>\n<Text/>\n</View>"],
    ['  <Choices> <Choice value="a > b"/></Choices>', '  <Choices>\n  <Choice value="a > b"/>\n  </Choices>'],
    ["<View>\n  <Text/>\n\n</View>", "<View>\n  <Text/>\n\n</View>"],
    ["<Style>.a > .b {}</Style>", "<Style>.a > .b {}</Style>"],
  ])("%j", (config, shown) => expect(tagByTag(config)).toBe(shown));

  it("shows the label that changed, and nothing else", () => {
    const [before, after] = ["Bus", "Coach"].map(
      (word) => `<View><Label value="Car"/><Label value="${word}"/></View>`,
    );
    const lines = diffLines(tagByTag(before as string), tagByTag(after as string));
    expect(lines.filter(({ kind }) => kind !== "same").map(({ text }) => text)).toEqual([
      '<Label value="Bus"/>',
      '<Label value="Coach"/>',
    ]);
  });
});
