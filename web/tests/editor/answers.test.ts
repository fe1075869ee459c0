import { describe, expect, it } from "vitest";
import { rowsOf, titlesOf } from "../../src/editor/controls/taxonomyTree";
import { isTwin, typingRun } from "../../src/editor/controls/texts";
import { type Answer, answerWords } from "../../src/editor/core/answers";
import { datetimeOf, NO_DATE, partsOf } from "../../src/editor/core/dates";
import { faultOf } from "../../src/editor/core/limits";
import { markOf, pickPath } from "../../src/editor/core/nested";
import { completed, entriesOf, moved, stepped } from "../../src/editor/core/ranking";
import { codecFor } from "../../src/editor/ls/codecs";
import type { ControlTag } from "../../src/editor/ls/schema";
import { editorOf, schemaOf } from "./configs";

function controlOf(question: string): ControlTag {
  const schema = schemaOf(
    `<View><Text name="letter" value="$text"/><List name="found" value="$found"/>${question}</View>`,
  );
  const [control] = schema.controls;
  if (!control) throw new Error("no control");
  return control;
}

describe("answers as Label Studio writes them", () => {
  it.each<[string, Answer, Record<string, unknown>]>([
    ["choices", { kind: "choices", choices: ["A"] }, { choices: ["A"] }],
    ["choices", { kind: "paths", paths: [["A", "B"]] }, { choices: [["A", "B"]] }],
    ["taxonomy", { kind: "paths", paths: [["A"], ["A", "B"]] }, { taxonomy: [["A"], ["A", "B"]] }],
    ["rating", { kind: "rating", rating: 4 }, { rating: 4 }],
    ["number", { kind: "number", number: -1.5 }, { number: -1.5 }],
    ["datetime", { kind: "datetime", datetime: "2026-11-25" }, { datetime: "2026-11-25" }],
    ["textarea", { kind: "texts", texts: ["a", "b"] }, { text: ["a", "b"] }],
    ["pairwise", { kind: "side", side: "right" }, { selected: "right" }],
    ["ranker", { kind: "ranking", buckets: { best: ["x"], _: [] } }, { ranker: { best: ["x"], _: [] } }],
  ])("%s", (type, answer, value) => {
    const codec = codecFor(type, "Text");
    if (codec?.kind !== "answer") throw new Error("no codec");
    expect(codec.write(answer)).toEqual({ value });
    expect(codec.read({ type, value })).toEqual(answer);
  });

  it.each<[string, Record<string, unknown>]>([
    ["rating", { rating: "4" }],
    ["number", { number: Number.NaN }],
    ["pairwise", { selected: "both" }],
    ["ranker", { ranker: { best: "x" } }],
    ["taxonomy", { taxonomy: ["A"] }],
  ])("%s of another form is no answer", (type, value) => {
    const codec = codecFor(type, "Text");
    expect(codec?.kind === "answer" && codec.read({ type, value })).toBeNull();
  });

  it("a comparison names itself, and is read however it names what it compares", () => {
    const config = `<View><Text name="a" value="$a"/><Text name="b" value="$b"/><Pairwise name="best" toName="a,b"/></View>`;
    const editor = editorOf(config, { data: { a: "1", b: "2" } });
    editor.pickSide("best", "left");
    expect(editor.result()).toMatchObject([
      { from_name: "best", to_name: "best", value: { selected: "left" } },
    ]);
    for (const to_name of ["a", "a,b", "best"]) {
      const result = [{ id: "x", from_name: "best", to_name, type: "pairwise", value: { selected: "left" } }];
      const known = editorOf(config, { data: { a: "1", b: "2" }, result });
      known.pickSide("best", "left");
      expect(known.result()).toEqual([]);
    }
  });

  it("an answer about a region repeats where it lies, also after it was moved", () => {
    const config = `<View><Text name="letter" value="$text"/><Labels name="entity" toName="letter"><Label value="Person"/></Labels>
      <TextArea name="note" toName="letter" perRegion="true"/><Choices name="kind" toName="letter" perRegion="true"><Choice value="A"/></Choices></View>`;
    const editor = editorOf(config);
    editor.draw("letter", { kind: "span", start: 0, end: 4 });
    editor.select("n1");
    editor.answer("note", { kind: "texts", texts: ["who?"] });
    editor.pickChoice("kind", "A");
    const result = editor.result();
    it.each([
      ["n1", { start: 0, end: 4, text: "Lena", labels: ["Person"] }],
      ["n1", { start: 0, end: 4, text: ["who?"] }],
      ["n1", { start: 0, end: 4, text: "Lena", choices: ["A"] }],
    ]);
    const again = editorOf(config, { result });
    expect(again.result()).toEqual(result);
    again.reshape("n1", { kind: "span", start: 5, end: 10 });
    expect(again.result().map(({ value }) => value?.start)).toEqual([5, 5, 5]);
    expect(again.result()[1]?.value?.text).toEqual(["who?"]);
  });
});

describe("dates", () => {
  const full = { year: "2026", month: "03", day: "09", time: "14:05" };
  it.each([
    ["", "2026-03-09T14:05"],
    ['only="date"', "2026-03-09"],
    ['only="time"', "14:05"],
    ['only="month,year"', "2026-03-01"],
    ['only="year"', "2026-01-01"],
    ['only="year" format="%Y"', "2026"],
    ['only="month,year" format="%B %Y"', "March 2026"],
    ['format="%d.%m.%y %I:%M %p"', "09.03.26 02:05 PM"],
    ['only="date" format="%-d %b %Y"', "9 Mar 2026"],
    ['only="time" format="%I %p"', "14:05"],
  ])("%s gives %s and reads it again", (attributes, stored) => {
    const control = controlOf(`<DateTime name="when" toName="letter" ${attributes}/>`);
    expect(datetimeOf(control, full)).toBe(stored);
    const parts = partsOf(control, stored);
    expect(parts && datetimeOf(control, parts)).toBe(stored);
  });

  it("halves are no answers, and what is no date is not read", () => {
    const control = controlOf('<DateTime name="when" toName="letter"/>');
    expect(datetimeOf(control, { ...NO_DATE, time: "10:00" })).toBeNull();
    expect(datetimeOf(control, { ...full, time: "" })).toBe("2026-03-09T00:00");
    expect(partsOf(control, "2026-02-30T10:00")).toBeNull();
    expect(
      partsOf(controlOf('<DateTime name="when" toName="letter" format="%s"/>'), "9".repeat(20)),
    ).toBeNull();
    expect(partsOf(control, "soon")).toBeNull();
  });
});

describe("limits", () => {
  it.each<[string, Answer, string | null]>([
    ['<Number name="n" toName="letter" min="1" max="5"/>', { kind: "number", number: 5 }, null],
    ['<Number name="n" toName="letter" min="1" max="5"/>', { kind: "number", number: 6 }, "from 1 to 5"],
    ['<Number name="n" toName="letter" max="5"/>', { kind: "number", number: 6 }, "5 or less"],
    ['<Number name="n" toName="letter" min="0" step="0.1"/>', { kind: "number", number: 0.7 }, null],
    ['<Number name="n" toName="letter" min="1" step="2"/>', { kind: "number", number: 4 }, "3 or 5"],
    [
      '<DateTime name="d" toName="letter" only="date" min="2020-01-01"/>',
      { kind: "datetime", datetime: "2019-12-31" },
      "2020-01-01 or later",
    ],
    [
      '<DateTime name="d" toName="letter" only="date" max="2020"/>',
      { kind: "datetime", datetime: "2020-12-31" },
      null,
    ],
    [
      '<Rating name="r" toName="letter" maxRating="3"/>',
      { kind: "rating", rating: 4 },
      "highest rating is 3",
    ],
    [
      '<Taxonomy name="t" toName="letter" maxUsages="1"><Choice value="A"/><Choice value="B"/></Taxonomy>',
      { kind: "paths", paths: [["A"], ["B"]] },
      "at most 1",
    ],
    [
      '<Taxonomy name="t" toName="letter" leafsOnly="true"><Choice value="A"><Choice value="B"/></Choice></Taxonomy>',
      { kind: "paths", paths: [["A"]] },
      "below",
    ],
    [
      '<TextArea name="x" toName="letter" skipDuplicates="true"/>',
      { kind: "texts", texts: ["a", "A"] },
      "twice",
    ],
  ])("%s with %o", (question, answer, expected) => {
    const fault = faultOf(controlOf(question), answer);
    if (expected === null) expect(fault).toBeNull();
    else expect(fault).toContain(expected);
  });
});

describe("nested choices", () => {
  const tree = `<Choice value="A"><Choice value="1"/><Choice value="2"/></Choice><Choice value="B"/>`;
  const many = controlOf(
    `<Choices name="c" toName="letter" choice="multiple" allowNested="true">${tree}</Choices>`,
  );
  const one = controlOf(`<Choices name="c" toName="letter" allowNested="true">${tree}</Choices>`);
  const option = many.options[0];

  it("a branch stands for all below it, and is named when it is complete", () => {
    const all = pickPath(many, [], ["A"]);
    expect(all).toEqual([["A"], ["A", "1"], ["A", "2"]]);
    expect(pickPath(many, all, ["A", "1"])).toEqual([["A", "2"]]);
    expect(pickPath(many, [["A", "2"]], ["A", "1"])).toEqual(all);
    expect(pickPath(many, all, ["A"])).toEqual([]);
    expect(
      option && [markOf(option, ["A"], all), markOf(option, ["A"], [["A", "2"]]), markOf(option, ["A"], [])],
    ).toEqual(["on", "some", "off"]);
  });

  it("what the configuration does not have stays until it is taken back", () => {
    expect(pickPath(many, [["C", "x"]], ["B"])).toEqual([["C", "x"], ["B"]]);
    expect(pickPath(many, [["C", "x"], ["B"]], ["C", "x"])).toEqual([["B"]]);
  });

  it("of one choice only a leaf can be chosen", () => {
    expect(pickPath(one, [], ["A"])).toEqual([]);
    expect(pickPath(one, [["B"]], ["A", "1"])).toEqual([["A", "1"]]);
    expect(pickPath(one, [["A", "1"]], ["A", "1"])).toEqual([]);
  });
});

describe("a tree of ten thousand entries", () => {
  const options = Array.from({ length: 100 }, (_, a) => ({
    ...leaf(`Group ${a}`),
    children: Array.from({ length: 100 }, (__, b) => leaf(`Thing ${a}.${b}`)),
  }));
  function leaf(value: string) {
    return { value, title: value, key: null, colour: "", selected: false, hint: null, children: [], line: 1 };
  }

  it("shows what is open, or what has the words with those above it", () => {
    expect(rowsOf(options, new Set(), "")).toHaveLength(100);
    expect(rowsOf(options, new Set(['["Group 3"]']), "")).toHaveLength(200);
    expect(rowsOf(options, new Set(), "thing 7.42").map(({ path }) => path.at(-1))).toEqual([
      "Group 7",
      "Thing 7.42",
    ]);
    expect(rowsOf(options, new Set(), "group 99")).toHaveLength(1);
    expect(rowsOf(options, new Set(), "nowhere")).toEqual([]);
    expect(titlesOf(options, ["Group 1", "gone"])).toEqual(["Group 1", "gone"]);
  });
});

describe("rankings", () => {
  const entries = entriesOf([{ id: "x" }, { id: "y", title: "Y" }, { id: 3 }, "plain", { id: "x" }]);
  const rank = controlOf('<Ranker name="rank" toName="found"/>');
  const sort = controlOf(
    '<Ranker name="sort" toName="found"><Bucket name="good"/><Bucket name="bad"/></Ranker>',
  );
  const group = controlOf(
    '<Ranker name="g" toName="found"><Bucket name="good"/><Bucket name="rest" default="true"/></Ranker>',
  );

  it("begin with everything at its place", () => {
    expect(entries.map(({ id }) => id)).toEqual(["x", "y", "3"]);
    expect(completed(null, rank, entries)).toEqual({ rank: ["x", "y", "3"] });
    expect(completed(null, sort, entries)).toEqual({ _: ["x", "y", "3"], good: [], bad: [] });
    expect(completed(null, group, entries)).toEqual({ good: [], rest: ["x", "y", "3"] });
  });

  it("lose nothing and have nothing twice, whatever came in", () => {
    const given = { good: ["y", "y"], gone: ["x"], bad: ["y", "nobody"] };
    expect(completed(given, sort, entries)).toEqual({ _: ["x", "3"], good: ["y"], bad: [] });
  });

  it("move by steps and by dropping", () => {
    const start = completed(null, sort, entries);
    const columns = [
      { name: "_", title: "" },
      { name: "good", title: "" },
      { name: "bad", title: "" },
    ];
    expect(moved(start, "3", "_", 0)._).toEqual(["3", "x", "y"]);
    expect(moved(start, "x", "good", 9)).toEqual({ _: ["y", "3"], good: ["x"], bad: [] });
    expect(stepped(start, columns, "x", "up")).toBe(start);
    expect(stepped(start, columns, "x", "down")._).toEqual(["y", "x", "3"]);
    expect(stepped(start, columns, "y", "right").good).toEqual(["y"]);
    expect(stepped(start, columns, "y", "left")).toBe(start);
  });
});

describe("texts", () => {
  it("are undone word by word, after a pause, and where erasing begins", () => {
    let time = 0;
    const run = typingRun(() => time);
    const first = run("", "a");
    expect(run("a", "ab")).toBe(first);
    expect(run("ab", "ab ")).toBe(first);
    const second = run("ab ", "ab c");
    expect(second).not.toBe(first);
    expect(run("ab c", "ab ")).not.toBe(second);
    const before = run("ab ", "ab");
    time += 5000;
    expect(run("ab", "a")).not.toBe(before);
    expect(isTwin(["Ab"], "aB")).toBe(true);
  });

  it("of one run are one step", () => {
    const editor = editorOf(
      `<View><Text name="letter" value="$text"/><TextArea name="note" toName="letter"/></View>`,
    );
    for (const text of ["a", "ab", "abc"]) editor.answer("note", { kind: "texts", texts: [text] }, "1");
    editor.answer("note", { kind: "texts", texts: ["abc d"] }, "2");
    editor.undo();
    expect(editor.result()).toMatchObject([{ value: { text: ["abc"] } }]);
    editor.undo();
    expect(editor.result()).toEqual([]);
    editor.redo();
    expect(editor.result()).toMatchObject([{ value: { text: ["abc"] } }]);
  });
});

describe("an order in words", () => {
  it.each([
    [{ order: ["b", "a"] }, "b, a"],
    [{ _: ["c"], good: ["a", "b"], bad: [] }, "c; good: a, b"],
  ])("%j is %s", (buckets, words) => {
    expect(answerWords({ kind: "ranking", buckets }, "order")).toBe(words);
  });
});
