import { describe, expect, it } from "vitest";
import { kindOf } from "../../../src/editor/core/kinds";
import type { Shape } from "../../../src/editor/core/model";
import type { HtmlSpanShape, UtteranceShape } from "../../../src/editor/core/shapes";
import { utteranceSpan } from "../../../src/editor/ls/codecs/texts";
import { dialogueOf, utteranceAt, utteranceAtTime } from "../../../src/editor/ls/dialogue";
import { objectContexts, readResult } from "../../../src/editor/ls/readResult";
import type { LsResultItem } from "../../../src/editor/ls/resultItem";
import { writeResult } from "../../../src/editor/ls/writeResult";
import { editorOf, schemaOf } from "../configs";

const PAGE = `<View>
  <HyperTextLabels name="entity" toName="page"><Label value="Person"/><Label value="Place"/></HyperTextLabels>
  <HyperText name="page" value="$html"/>
</View>`;

const TALK = `<View>
  <ParagraphLabels name="act" toName="talk"><Label value="Question"/><Label value="Answer"/></ParagraphLabels>
  <Paragraphs name="talk" value="$talk" nameKey="who" textKey="says"/>
</View>`;

const TEXT = `<View>
  <Labels name="entity" toName="letter"><Label value="Person"/></Labels><Text name="letter" value="$text"/>
</View>`;

const HTML = "<h1>A 😀 title</h1><p>Ann <b>Lee</b> of <i>Zürich</i></p>";
const DATA = {
  html: HTML,
  text: "😀 Ann\r\nשלום e\u0301t",
  talk: [
    { who: "Ann", says: "Is 😀 it\nrunning?" },
    { who: "Bo", says: "It is." },
    { who: "Ann", says: "" },
    { who: "Ann", says: "Good." },
  ],
};

const entry = (config: string, value: Record<string, unknown>): LsResultItem => {
  const [from_name, to_name, type] =
    config === PAGE
      ? ["entity", "page", "hypertextlabels"]
      : config === TALK
        ? ["act", "talk", "paragraphlabels"]
        : ["entity", "letter", "labels"];
  const label = config === TALK ? "Question" : "Person";
  return { id: "r", from_name, to_name, type, value: { ...value, [type as string]: [label] } };
};

function shapeOf(config: string, value: Record<string, unknown>): Shape | undefined {
  return readResult([entry(config, value)], schemaOf(config), DATA)[0]?.shape;
}

const B = "/p[1]/b[1]/text()[1]";
const NAME = { start: B, end: B, startOffset: 0, endOffset: 3, text: "Lee" };
const AT = { globalOffsets: { start: 13, end: 16 } };

describe("spans of a document", () => {
  it.each<[string, Record<string, unknown>, [number, number]]>([
    ["paths and counts that agree", { ...NAME, ...AT }, [14, 17]],
    ["paths alone", NAME, [14, 17]],
    ["counts alone", AT, [14, 17]],
    [
      "counts with paths that are not there",
      { ...NAME, start: "/div[9]/text()[1]", end: "/div[9]/text()[1]", ...AT },
      [14, 17],
    ],
    ["counts that hold the words, with paths that do not", { ...NAME, startOffset: 1, ...AT }, [14, 17]],
    [
      "paths that hold the words, with counts that do not",
      { ...NAME, globalOffsets: { start: 0, end: 3 } },
      [14, 17],
    ],
    [
      "paths before counts when neither can be checked",
      { ...NAME, text: undefined, globalOffsets: { start: 0, end: 3 } },
      [14, 17],
    ],
    [
      "code points behind an emoji",
      { start: "/h1[1]/text()[1]", startOffset: 3, end: B, endOffset: 2 },
      [4, 16],
    ],
  ])("are found by %s", (_, value, [start, end]) => {
    expect(shapeOf(PAGE, value)).toMatchObject({ kind: "htmlspan", start, end });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      "a place that is not there",
      { start: "/p[4]/text()[1]", end: "/p[4]/text()[1]", startOffset: 0, endOffset: 1 },
      /no such place \/p\[4\]/,
    ],
    ["an end before its start", { ...NAME, startOffset: 3, endOffset: 1 }, /Cannot be placed/],
    ["offsets that are none", { ...NAME, startOffset: Number.NaN }, /Cannot be placed/],
    ["counts beyond the document", { globalOffsets: { start: 5, end: 5000 } }, /Cannot be placed/],
    ["numbers instead of paths", { start: 0, end: 10 }, /Cannot be placed/],
    ["nothing", {}, /Cannot be placed/],
  ])("say why they cannot be placed: %s", (_, value, why) => {
    const result = [entry(PAGE, value)];
    const [region] = readResult(result, schemaOf(PAGE), DATA);
    expect(region?.shape).toMatchObject({ kind: "opaque", reason: expect.stringMatching(why) });
    expect(writeResult(region ? [region] : [], schemaOf(PAGE), DATA)).toEqual(result);
  });

  it("are written as Label Studio writes them", () => {
    const editor = editorOf(PAGE, { data: DATA });
    editor.chooseLabel("entity", "Person");
    const context = editor.context("page");
    const first: HtmlSpanShape = {
      kind: "htmlspan",
      start: 0,
      end: 0,
      startPath: "",
      endPath: "",
      startOffset: 0,
      endOffset: 0,
      text: "",
    };
    const whole = kindOf(first).moveBorder?.({ ...first, start: 2, end: 16 }, "end", 1, context);
    if (whole?.kind !== "htmlspan") throw new Error("no shape");
    editor.draw("page", whole);
    expect(editor.result()).toEqual([
      {
        id: "n1",
        from_name: "entity",
        to_name: "page",
        type: "hypertextlabels",
        origin: "manual",
        value: {
          start: "/h1[1]/text()[1]",
          startOffset: 2,
          end: B,
          endOffset: 3,
          globalOffsets: { start: 2, end: 16 },
          text: "😀 title\\n\\nAnn Lee",
          hypertextlabels: ["Person"],
        },
      },
    ]);
  });

  it("keep their paths when only the label changes", () => {
    const result = [
      entry(PAGE, {
        ...NAME,
        start: "/P/B/text()",
        end: "/P/B/text()",
        startOffset: 0,
        endOffset: 3,
        more: 1,
      }),
    ];
    const editor = editorOf(PAGE, { data: DATA, result });
    editor.select("r");
    editor.chooseLabel("entity", "Place");
    expect(editor.result()[0]?.value).toMatchObject({
      start: "/P/B/text()",
      text: "Lee",
      globalOffsets: { start: 13, end: 16 },
      hypertextlabels: ["Place"],
      more: 1,
    });
  });
});

describe("spans of a dialogue", () => {
  const question = { start: "0", end: "0", startOffset: 3, endOffset: 5, text: "😀" };

  it.each<[string, Record<string, unknown>]>([
    ["utterances as text, UTF-16 units", question],
    ["utterances as numbers", { ...question, start: 0, end: 0 }],
    ["several utterances", { start: "0", end: "1", startOffset: 3, endOffset: 2 }],
    ["an empty one in between", { start: "1", end: "3", startOffset: 0, endOffset: 5 }],
  ])("are read and written back: %s", (_, value) => {
    const schema = schemaOf(TALK);
    const regions = readResult([entry(TALK, value)], schema, DATA);
    expect(regions[0]?.shape.kind).toBe("utterance");
    expect(writeResult(regions, schema, DATA)).toEqual([entry(TALK, value)]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["no such utterance", { ...question, end: "4" }, /has 4 utterances, counted from 0, and no 4/],
    [
      "an end before its start",
      { start: "1", end: "0", startOffset: 0, endOffset: 1 },
      /does not lie behind/,
    ],
    ["beyond the utterance", { ...question, endOffset: 99 }, /utterance 0 has 17 characters and no place 99/],
    ["offsets that are none", { ...question, endOffset: "x" }, /not all numbers/],
    ["an utterance that is none", { ...question, start: "first" }, /not all numbers/],
  ])("say why they cannot be placed: %s", (_, value, why) => {
    expect(shapeOf(TALK, value)).toMatchObject({ kind: "opaque", reason: expect.stringMatching(why) });
  });

  it("never begin at the end of an utterance, nor end at the beginning of one", () => {
    const dialogue = dialogueOf(DATA.talk, { nameKey: "who", textKey: "says" });
    if (!dialogue) throw new Error("no dialogue");
    const [, second = 0, , fourth = 0] = dialogue.starts;
    expect(utteranceSpan(dialogue, second - 1, fourth)).toMatchObject({
      startLine: 1,
      startOffset: 0,
      endLine: 1,
      endOffset: 6,
      text: "It is.",
    });
    expect(utteranceSpan(dialogue, second - 1, second)).toBeNull();
    for (let offset = 0; offset <= dialogue.text.length; offset += 1) {
      const place = utteranceAt(dialogue, offset);
      expect((dialogue.starts[place.line] ?? 0) + place.offset).toBe(offset);
    }
  });

  it("grow over the break between two utterances in one step, and back", () => {
    const context = objectContexts(schemaOf(TALK), DATA)("talk");
    const shape: UtteranceShape = {
      kind: "utterance",
      startLine: 0,
      endLine: 0,
      startOffset: 9,
      endOffset: 17,
      text: "running?",
    };
    const { moveBorder } = kindOf(shape);
    const grown = moveBorder?.(shape, "end", 1, context);
    expect(grown).toMatchObject({ endLine: 1, endOffset: 1, text: "running?\nI" });
    expect(grown && moveBorder?.(grown, "end", -1, context)).toEqual(shape);
    const later = { ...shape, startLine: 1, endLine: 1, startOffset: 0, endOffset: 2, text: "It" };
    const earlier = moveBorder?.(later, "start", -1, context);
    expect(earlier).toMatchObject({ startLine: 0, startOffset: 16, text: "?\nIt" });
    expect(earlier && moveBorder?.(earlier, "start", 1, context)).toEqual(later);
  });
});

describe("a dialogue", () => {
  it.each([[undefined], [null], ["text"], [{}], [[{ other: 1 }]], [[null, 3.5].slice(0, 1)]])(
    "is not %j",
    (value) => {
      expect(dialogueOf(value, {})).toBeNull();
    },
  );

  it("takes what it finds, and keeps the numbers of its utterances", () => {
    const dialogue = dialogueOf([null, { text: 5, author: true, start: 1, duration: 2 }, "x"], {});
    expect(dialogue?.utterances.map(({ speaker, text }) => [speaker, text])).toEqual([
      ["", ""],
      ["true", "5"],
      ["", "x"],
    ]);
    expect(dialogue && [0, 1, 2.9, 3].map((second) => utteranceAtTime(dialogue, second))).toEqual([
      null,
      1,
      1,
      null,
    ]);
  });
});

describe("spans of a text", () => {
  it("count code points, also over line breaks of two characters", () => {
    const text = [...DATA.text];
    expect(shapeOf(TEXT, { start: 2, end: 11 })).toMatchObject({ start: 3, end: 12 });
    expect(text.slice(2, 11).join("")).toBe(DATA.text.slice(3, 12));
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ start: 3, end: 2 }, /its start, 3, lies behind its end, 2/],
    [{ start: 2, end: 2 }, /covers nothing/],
    [{ start: 0, end: 99 }, /outside of the text, which has 15 characters/],
    [{ start: -1, end: 2 }, /outside of the text/],
    [{ start: 0.5, end: 2 }, /not whole characters/],
    [{ start: Number.NaN, end: 2 }, /not both numbers/],
    [{ start: null, end: "4" }, /not both numbers/],
  ])("%j cannot be placed", (value, why) => {
    expect(shapeOf(TEXT, value)).toMatchObject({ kind: "opaque", reason: expect.stringMatching(why) });
  });

  it("cannot be placed where there is no text", () => {
    const [region] = readResult([entry(TEXT, { start: 0, end: 1 })], schemaOf(TEXT), {});
    expect(region?.shape).toMatchObject({ reason: "Cannot be placed: the item has no such text." });
  });

  it("that share an id by mistake are all shown, and keep it", () => {
    const result = [
      entry(TEXT, { start: 0, end: 1 }),
      entry(TEXT, { start: 2, end: 5 }),
      entry(TEXT, { start: 9, end: 7 }),
    ];
    const editor = editorOf(TEXT, { data: DATA, result });
    expect([...editor.state().regions.values()].map(({ shape }) => shape.kind)).toEqual([
      "span",
      "span",
      "opaque",
    ]);
    expect(editor.result()).toEqual(result);
    editor.remove("r");
    expect(editor.result()).toEqual(result.slice(1));
  });
});
