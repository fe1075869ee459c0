import { describe, expect, it } from "vitest";
import type { Region } from "../../../src/editor/core/model";
import { dialogueOf } from "../../../src/editor/ls/dialogue";
import { htmlTextOf } from "../../../src/editor/ls/htmlText";
import { htmlProse } from "../../../src/editor/surfaces/hypertext/htmlProse";
import { dialogueProse } from "../../../src/editor/surfaces/paragraphs/dialogueProse";
import { clock, recordingOf } from "../../../src/editor/surfaces/paragraphs/recording";
import { speakersOf } from "../../../src/editor/surfaces/paragraphs/speakers";
import { arcBetween } from "../../../src/editor/surfaces/text/arcs";
import { blockAt, blocksOf } from "../../../src/editor/surfaces/text/blocks";
import { findAll, nextFound } from "../../../src/editor/surfaces/text/finding";
import { grown } from "../../../src/editor/surfaces/text/granularity";
import { linesOf, marksInSight } from "../../../src/editor/surfaces/text/marks";
import { type Granularity, plainProse } from "../../../src/editor/surfaces/text/prose";
import { ENTITIES, editorOf, span } from "../configs";

describe("what a selection grows to", () => {
  const text = "Dr. Ann Lee left. She won't return!\nשלום עולם 👩‍👩‍👧 e\u0301té";
  const swept = (words: string, granularity: Granularity, from = text.indexOf(words)) => {
    const { end, start } = grown(
      { start: from, end: from + words.length },
      plainProse(text, linesOf(text), granularity),
    );
    return text.slice(start, end);
  };

  it.each<[string, Granularity, string]>([
    ["nn L", "symbol", "nn L"],
    ["e\u0301", "symbol", "e\u0301"],
    ["nn L", "word", "Ann Lee"],
    [" nn".trim(), "word", "Ann"],
    ["Ann ", "word", "Ann"],
    ["on'", "word", "won't"],
    ["לום", "word", "שלום"],
    ["won", "sentence", "She won't return!"],
    ["left. S", "sentence", "Dr. Ann Lee left. She won't return!".slice(4)],
    ["ann".replace("a", "A"), "paragraph", "Dr. Ann Lee left. She won't return!"],
  ])("%j by %s is %j", (words, granularity, expected) => {
    // Where the sentence begins depends on the browser's knowledge of abbreviations.
    expect(swept(words, granularity).endsWith(expected)).toBe(true);
  });

  it("is at least a whole character as people see it", () => {
    const at = text.indexOf("👩");
    expect(swept("x", "symbol", at + 3)).toBe("👩‍👩‍👧");
  });
});

describe("long texts", () => {
  it("come in lines that join to the text, with breaks of every system", () => {
    const text = `a\r\nb\rc\n\n${"word ".repeat(5000)}${"x".repeat(20_000)}${"👩‍👩‍👧".repeat(2000)}\n`;
    const lines = linesOf(text);
    let at = 0;
    for (const { end, start } of lines) {
      expect(text.slice(at, start)).toMatch(/^(\r\n|\r|\n|)$/);
      expect(end - start).toBeLessThanOrEqual(12_100);
      expect(text.charCodeAt(start) >> 10).not.toBe(0xdc00 >> 10);
      at = end;
    }
    expect(text.slice(at)).toBe("");
    expect(
      lines
        .slice(0, 5)
        .map(({ end, start }) => text.slice(start, end))
        .slice(0, 4),
    ).toEqual(["a", "b", "c", ""]);
  });

  it("come onto the page by blocks that hold every line once", () => {
    const lines = linesOf(`${"short\n".repeat(300)}${"long ".repeat(3000)}\n\n`);
    const blocks = blocksOf(lines);
    expect(blocks.flatMap(({ first, last }) => lines.slice(first, last))).toEqual(lines);
    lines.forEach((_, line) => {
      const block = blocks[blockAt(blocks, line)];
      expect(block && block.first <= line && line < block.last).toBe(true);
    });
    expect(blocks.every(({ first, last }) => last - first <= 40)).toBe(true);
  });
});

describe("finding", () => {
  const text = "The ferry\nleaves. A FERRY (ten) left; größer ferry";

  it.each([
    ["ferry", 3],
    ["FERRY  leaves", 1],
    ["(ten)", 1],
    ["GRÖSSER", 0],
    ["GRÖßER", 1],
    [".", 1],
    ["nothing", 0],
    ["  ", 0],
  ])("%j is there %d times", (words, count) => {
    const found = findAll(text, words);
    expect(found).toHaveLength(count);
    for (const { end, start } of found) {
      expect(text.slice(start, end).replace(/\s+/g, " ").toLowerCase()).toBe(
        words.trim().replace(/\s+/g, " ").toLowerCase(),
      );
    }
  });

  it("goes on at the other end", () => {
    const found = findAll(text, "ferry");
    const [first, second, third] = found.map(({ start }) => start);
    expect([-1, first, second, third].map((offset) => nextFound(found, offset ?? 0, 1))).toEqual([
      0, 1, 2, 0,
    ]);
    expect([first, second, third].map((offset) => nextFound(found, offset ?? 0, -1))).toEqual([2, 0, 1]);
    expect(nextFound([], 0, 1)).toBe(-1);
  });

  it("stops at a thousand", () => {
    expect(findAll("a".repeat(5000), "a")).toHaveLength(1000);
  });
});

describe("what is in sight", () => {
  const result = [span("a", 0, 4, "Lena", "Person"), span("b", 14, 20, "Leiden", "LOC")];
  const scored = (id: string, start: number, score: number) => ({
    ...span(id, start, start + 3, "", "Person"),
    score,
  });
  const editor = editorOf(ENTITIES, { result, predictions: [scored("p", 1, 0.9), scored("q", 22, 0.4)] });
  const text = editor.context("letter").text ?? "";
  const seen = () =>
    marksInSight(
      { ...editor.state(), offered: editor.offered() },
      "letter",
      plainProse(text, linesOf(text), "symbol"),
    )
      .map((mark) => `${mark.role} ${(mark.region as Region).id}`)
      .sort();

  it("is not hidden, not below the threshold, and alone when it is looked at alone", () => {
    expect(seen()).toEqual(["region a", "region b", "suggestion p", "suggestion q"]);
    editor.setThreshold(0.5);
    editor.toggleHidden("b");
    expect(seen()).toEqual(["region a", "suggestion p"]);
    editor.setThreshold(0);
    editor.setReveals(true);
    expect(seen()).toEqual(["region a"]);
    editor.setTool("reveal");
    editor.draw("letter", { kind: "span", start: 0, end: 4 });
    expect(seen()).toEqual(["region a", "suggestion p"]);
    editor.showAll();
    editor.select("b");
    editor.setSolo(true);
    expect(seen()).toEqual(["region b", "suggestion p"]);
    editor.setSolo(false);
    editor.setGhosts([span("a", 0, 2, "Le", "Person")]);
    expect(seen()).toEqual(["ghost a", "region a", "region b", "suggestion p"]);
  });
});

describe("documents and dialogues", () => {
  it("turn stretches into regions and back", () => {
    const page = htmlTextOf("<p>Ann <b>Lee</b></p>\n<p>left</p>");
    const prose = htmlProse(page, "symbol");
    const shape = prose.shapeOf({ start: 4, end: 9 });
    expect(shape).toMatchObject({ kind: "htmlspan", start: 4, end: 9, text: "Lee\\n\\nl" });
    expect(shape && prose.rangeOf(shape)).toMatchObject({ start: 4, end: 9 });
    expect(prose.shapeOf({ start: 7, end: 8 })).toBeNull();
    expect(prose.rangeOf({ kind: "span", start: 0, end: 1 })).toBeNull();
  });

  const talk = [
    { author: "A", text: "one" },
    { author: "B", text: "two" },
    { author: "A", text: "three" },
  ];

  it("reach over no utterance that is not shown", () => {
    const dialogue = dialogueOf(talk, {});
    if (!dialogue) throw new Error("no dialogue");
    const all = dialogueProse(dialogue, "symbol", new Set());
    const shape = all.shapeOf({ start: 1, end: 10 });
    expect(shape).toMatchObject({
      startLine: 0,
      startOffset: 1,
      endLine: 2,
      endOffset: 2,
      text: "ne\ntwo\nth",
    });
    expect(shape && all.rangeOf(shape)).toEqual({ start: 1, end: 10 });
    const some = dialogueProse(dialogue, "symbol", new Set(["B"]));
    expect(some.shapeOf({ start: 1, end: 10 })).toMatchObject({ startLine: 0, endLine: 0, text: "ne" });
    expect([...speakersOf(dialogue)].map(([name, { turns }]) => [name, turns])).toEqual([
      ["A", 2],
      ["B", 1],
    ]);
  });

  it.each([
    [{ audioUrl: "$sound" }, { sound: "/a.mp3" }, "/a.mp3"],
    [{ audioUrl: "/b.mp3" }, {}, "/b.mp3"],
    [{ audioUrl: "$constructor" }, {}, null],
    [{ audioUrl: "$sound" }, { sound: 5 }, null],
    [{}, {}, null],
  ])("know their recording: %j", (attributes, data, address) => {
    expect(recordingOf(attributes, data)).toBe(address);
  });

  it.each([
    [0.9, "0:00"],
    [61, "1:01"],
    [3723, "1:02:03"],
    [-3, "0:00"],
  ])("write %d seconds as %s", (second, written) => {
    expect(clock(second)).toBe(written);
  });
});

it("a relation is drawn from the middle of one word to that of the other, above both", () => {
  const frame = { left: 100, top: 50, width: 500, height: 500 };
  const arc = arcBetween(
    { left: 110, top: 90, width: 20, height: 10 },
    { left: 310, top: 90, width: 40, height: 10 },
    frame,
    "right",
  );
  expect(arc.path).toBe("M20 40C20 15.5 230 15.5 230 40");
  expect(arc.labelX).toBe(125);
  expect(arc.labelY).toBeLessThan(40);
});
