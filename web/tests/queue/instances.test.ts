import { beforeEach, describe, expect, test } from "vitest";
import { createEditor, idsInFrame, parseConfig } from "../../src/editor";
import { merged } from "../../src/queue/instances/merged";
import { afterUse, joined, NO_REASONS, parted, without } from "../../src/queue/instances/recentReasons";
import {
  between,
  givenBefore,
  judgeable,
  nextPending,
  panesOf,
  pendingInFrame,
  rowsOf,
  stepFrom,
} from "../../src/queue/instances/rows";
import { openSheet, readSheet } from "../../src/queue/instances/sheet";
import { placeWords, readPlace } from "../../src/queue/panes/place";
import type { ReviewItem } from "../../src/queue/shapes";

function schemaOf(xml: string) {
  const parsed = parseConfig(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.schema;
}

const BOXES = schemaOf(`<View>
  <RectangleLabels name="objects" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
  <Image name="image" value="$image"/>
  <Choices name="weather" toName="image"><Choice value="dry"/><Choice value="wet"/></Choices>
</View>`);

function box(id: string | undefined, x: number, label = "Car") {
  return {
    ...(id === undefined ? {} : { id }),
    from_name: "objects",
    to_name: "image",
    type: "rectanglelabels",
    value: { x, y: 10, width: 10, height: 10, rotation: 0, rectanglelabels: [label] },
  };
}

const WEATHER = {
  id: "w1",
  from_name: "weather",
  to_name: "image",
  type: "choices",
  value: { choices: ["dry"] },
};

function item(id: number, key: string, more: Partial<ReviewItem> = {}): ReviewItem {
  return {
    id,
    unit: "instance",
    key,
    class_name: "Car",
    state: "pending",
    round: 1,
    rejections: 0,
    inclusion_probability: 1,
    inclusion_rule: "project",
    inclusion_detail: null,
    draw_seed: 1,
    work_item_id: 7,
    changed_since_round: false,
    said: null,
    ...more,
  };
}

const RESULT = [box("a", 10), box("b", 30), box("c", 50, "Bus"), WEATHER];
const ITEMS = [
  item(1, "a"),
  item(2, "b", { state: "accepted" }),
  item(3, "c"),
  item(4, "choices:weather"),
  item(5, "gone", { state: "deleted" }),
];

function opened(result = RESULT, items = ITEMS) {
  const data = { image: "x.png" };
  const editor = createEditor({ schema: BOXES, data, result, mode: "review" });
  const rows = rowsOf(items, editor.ordered(), BOXES, 7);
  editor.setDecisions(givenBefore(rows));
  return { editor, rows };
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe("rows", () => {
  test("are the items with their regions; answers about the whole are known by their question", () => {
    const { rows } = opened();
    expect(rows.map(({ id, isOpen, item }) => [id, item.id, isOpen])).toEqual([
      ["a", 1, true],
      ["b", 2, false],
      ["c", 3, true],
      ["w1", 4, true],
    ]);
  });

  test("of another batch are not judged in this one", () => {
    const { rows } = opened(RESULT, [item(1, "a", { work_item_id: 8 }), item(3, "c")]);
    expect(judgeable(rows, ["a", "c"])).toEqual(["c"]);
  });

  test("stay there when nothing of them can be shown", () => {
    const { rows } = opened([box("a", 10)], [item(1, "a"), item(9, "relation:a:z")]);
    expect(rows.map(({ id, region }) => [id, region === null])).toEqual([
      ["a", false],
      ["relation:a:z", true],
    ]);
  });

  test("of regions that came without an id are matched by their kind", () => {
    const { rows } = opened(
      [box(undefined, 10), box("b", 30)],
      [item(1, "rectanglelabels:0f0f"), item(2, "b")],
    );
    expect(rows.every(({ region }) => region !== null)).toBe(true);
  });
});

describe("panes", () => {
  test("what waits in another review is in neither, and has no verdict on the canvas", () => {
    const { editor, rows } = opened(RESULT, [item(1, "a", { work_item_id: 8 }), item(3, "c")]);
    const { completed, pending } = panesOf(rows, editor.state().decisions);
    expect([ids(pending), ids(completed)]).toEqual([["c"], []]);
    expect([...editor.state().decisions.keys()]).toEqual(["c"]);
  });

  test("of work that is only looked at show what waits as waiting", () => {
    const { editor } = opened();
    const rows = rowsOf(
      [item(1, "a", { work_item_id: 8 }), item(2, "b", { state: "accepted" })],
      editor.ordered(),
      BOXES,
      null,
    );
    const { completed, pending } = panesOf(rows, new Map(Object.entries(givenBefore(rows))));
    expect([ids(pending), ids(completed)]).toEqual([["a"], ["b"]]);
  });

  test("a verdict moves a row to the completed ones, and undo brings it back", () => {
    const { editor, rows } = opened();
    const panes = () => {
      const { completed, pending } = panesOf(rows, editor.state().decisions);
      return [ids(pending), ids(completed)];
    };
    expect(panes()).toEqual([["a", "c", "w1"], ["b"]]);
    editor.decide(["a", "w1"], "approved");
    editor.decide(["c"], "rejected", { reason: "Too loose" });
    expect(panes()).toEqual([[], ["a", "b", "c", "w1"]]);
    editor.undo();
    expect(panes()).toEqual([["c"], ["a", "b", "w1"]]);
  });

  test.each([
    [["a"], "c"],
    [["c"], "w1"],
    [["w1"], "a"],
    [["a", "c"], "w1"],
    [["a", "c", "w1"], null],
  ])("after a verdict on %j comes %j", (judged, next) => {
    const { editor, rows } = opened();
    expect(nextPending(panesOf(rows, editor.state().decisions).pending, judged)).toBe(next);
  });

  test("arrows stop at the ends, Shift keeps where it began", () => {
    const { rows } = opened();
    expect([stepFrom(rows, null, 1), stepFrom(rows, "a", -1), stepFrom(rows, "w1", 1)]).toEqual([
      "a",
      "a",
      "w1",
    ]);
    expect(between(rows, "a", "c")).toEqual(["a", "b", "c"]);
    expect(between(rows, "c", "a")).toEqual(["c", "b", "a"]);
  });
});

describe("all in frame", () => {
  const VIDEO = schemaOf(`<View>
    <Video name="video" value="$video"/>
    <VideoRectangle name="box" toName="video"/>
    <Labels name="kind" toName="video"><Label value="Car"/></Labels>
  </View>`);
  const track = (id: string, ...keys: [frame: number, enabled: boolean][]) => ({
    id,
    from_name: "box",
    to_name: "video",
    type: "videorectangle",
    value: {
      framesCount: 100,
      labels: ["Car"],
      sequence: keys.map(([frame, enabled]) => ({
        frame,
        enabled,
        x: 1,
        y: 1,
        width: 5,
        height: 5,
        rotation: 0,
        time: frame / 25,
      })),
    },
  });

  test("on a picture it is all that is drawn and answered", () => {
    const { editor, rows } = opened();
    const { decisions } = editor.state();
    expect(pendingInFrame(rows, decisions, idsInFrame(editor.state()))).toEqual(["a", "c", "w1"]);
  });

  test.each([
    [1, ["early"]],
    [20, ["early"]],
    [21, []],
    [50, ["late"]],
    [100, ["late"]],
  ])("on frame %i it is what lives there: %j", (frame, alive) => {
    const result = [track("early", [1, true], [20, false]), track("late", [40, true])];
    const editor = createEditor({ schema: VIDEO, data: { video: "x.mp4" }, result, mode: "review" });
    editor.setPosition("video", frame);
    expect(idsInFrame(editor.state())).toEqual(alive);
  });
});

describe("corrections", () => {
  test("a rejection takes them back in the same gesture", () => {
    const { editor } = opened();
    const original = editor.state().regions;
    editor.setEditable(true, undefined, new Set(["a"]));
    const shape = original.get("a")?.shape;
    if (shape?.kind !== "box") throw new Error("a box");
    editor.reshape("a", { ...shape, x: 20 });
    editor.decide(["a"], "rejected", { reason: "Too loose" }, original);
    expect(editor.state().regions.get("a")).toBe(original.get("a"));
    editor.undo();
    expect(editor.state().decisions.get("a")?.verdict).toBe("pending");
    expect(editor.state().regions.get("a")).not.toBe(original.get("a"));
  });

  test("only what waits can be corrected", () => {
    const { editor } = opened();
    const before = editor.state().regions;
    const shape = before.get("b")?.shape;
    if (shape?.kind !== "box") throw new Error("a box");
    editor.setEditable(true, undefined, new Set(["a"]));
    editor.reshape("b", { ...shape, x: 20 });
    expect(editor.state().regions).toBe(before);
  });

  test("of some regions are laid into the result of their author", () => {
    const mine = [box("a", 11), box("b", 31), { ...WEATHER, id: "a" }];
    expect(merged(RESULT, mine, new Set(["a"]))).toEqual([mine[0], mine[2], ...RESULT.slice(1)]);
  });
});

describe("the sheet of unsent verdicts", () => {
  const place = { person: 1, workItem: 7, revision: 2 };
  beforeEach(() => window.localStorage.clear());

  test("survives a reload, without what was decided before", () => {
    const { editor } = opened();
    const sheet = openSheet(window.localStorage, place);
    editor.decide(["a"], "rejected", { reason: "Too loose", text: "Look, <@7>", classes: [["Geometry"]] });
    const { decisions } = editor.state();
    sheet.setState({ decisions, reports: [{ id: "r", text: "A bus", place: { x: 1, y: 2 } }] });
    const found = readSheet(window.localStorage, place);
    expect([...found.decisions]).toEqual([
      [
        "a",
        {
          verdict: "rejected",
          reason: "Too loose",
          text: "Look, <@7>",
          classes: [["Geometry"]],
          isMine: true,
        },
      ],
    ]);
    expect(found.reports).toHaveLength(1);
  });

  test("is not laid over another revision, and leaves nothing when it is empty", () => {
    const { editor } = opened();
    const sheet = openSheet(window.localStorage, place);
    editor.decide(["a"], "approved");
    sheet.setState({ decisions: editor.state().decisions });
    expect(readSheet(window.localStorage, { ...place, revision: 3 }).decisions.size).toBe(0);
    editor.undo();
    sheet.setState({ decisions: editor.state().decisions });
    expect(window.localStorage.length).toBe(0);
  });
});

describe("reasons at hand", () => {
  const used = (...reasons: string[]) =>
    reasons.reduce((recent, each) => afterUse(recent, [each]), NO_REASONS);

  test("keep their places while they are used", () => {
    const recent = used("loose", "tight", "class", "loose");
    expect(recent.places).toEqual(["loose", "tight", "class"]);
  });

  test("a seventh takes the place of what was used longest ago", () => {
    const recent = used("1", "2", "3", "4", "5", "6", "1", "new");
    expect(recent.places).toEqual(["1", "new", "3", "4", "5", "6"]);
    expect(without(recent, "new").places).toEqual(["1", "3", "4", "5", "6"]);
  });

  test("several are one text and come apart again", () => {
    expect(parted(joined(["Too loose", "Wrong class"]))).toEqual(["Too loose", "Wrong class"]);
  });
});

test.each([
  [{ object: "image", x: 51.2, y: 20 }, "51 % across, 20 % down"],
  [{ frame: 12, time: 0.38, object: "video" }, "frame 12"],
  [{ item: 2, x: 1, y: 1 }, "entry 3, 1 % across, 1 % down"],
  [{ page: 2, x: 30, y: 4 }, "page 2, 30 % across, 4 % down"],
  [{ start: 30 }, "from 30"],
  [{ start: 30, words: "“quay”" }, "“quay”"],
  [{ time: 1.7e9, words: "2023-11-14 22:13" }, "2023-11-14 22:13"],
  [{ x: "left", note: {} }, "the whole item"],
])("the place %j reads “%s”", (given, words) => {
  expect(placeWords(readPlace(given) ?? {})).toBe(words);
});
