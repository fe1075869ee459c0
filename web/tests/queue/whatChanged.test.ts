import { describe, expect, it } from "vitest";
import { createEditor, type LsResultItem, parseConfig } from "../../src/editor";
import { whatChanged } from "../../src/queue/whatChanged";

const CONFIG = `<View>
  <Labels name="entity" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <RectangleLabels name="thing" toName="photo"><Label value="Car"/></RectangleLabels>
  <Image name="photo" value="$image"/>
  <PolygonLabels name="outline" toName="photo"><Label value="Roof"/></PolygonLabels>
  <VideoRectangle name="track" toName="film"/><Labels name="who" toName="film"><Label value="Car"/></Labels>
  <Video name="film" value="$film"/>
</View>`;
const DATA = { text: "Lena lives in Leiden", image: "/a.png", film: "/a.mp4" };

function editorOf(...result: LsResultItem[]) {
  const parsed = parseConfig(CONFIG);
  if (!parsed.ok) throw new Error("The configuration is sound.");
  return createEditor({ schema: parsed.schema, data: DATA, result, mode: "readonly" });
}

function span(id: string, start: number, end: number, label: string): LsResultItem {
  return { id, from_name: "entity", to_name: "text", type: "labels", value: { start, end, labels: [label] } };
}

function mood(id: string, choice: string): LsResultItem {
  return { id, from_name: "mood", to_name: "text", type: "choices", value: { choices: [choice] } };
}

function box(id: string, x: number, width: number): LsResultItem {
  return {
    id,
    from_name: "thing",
    to_name: "photo",
    type: "rectanglelabels",
    original_width: 1000,
    original_height: 500,
    value: { x, y: 10, width, height: 20, rotation: 0, rectanglelabels: ["Car"] },
  };
}

function track(id: string, ...places: number[]): LsResultItem {
  const sequence = places.map((x, at) => ({
    frame: 1 + 50 * at,
    x,
    y: 1,
    width: 5,
    height: 5,
    enabled: true,
  }));
  const value = { framesCount: 240, labels: ["Car"], sequence };
  return { id, from_name: "track", to_name: "film", type: "videorectangle", value };
}

function outline(id: string, ...points: [number, number][]): LsResultItem {
  return {
    id,
    from_name: "outline",
    to_name: "photo",
    type: "polygonlabels",
    original_width: 1000,
    original_height: 500,
    value: { points, closed: true, polygonlabels: ["Roof"] },
  };
}

const regions = (result: LsResultItem[]) => editorOf(...result).state().regions;

const changes = (before: LsResultItem[], after: LsResultItem[]) =>
  whatChanged(regions(before), regions(after), editorOf().context).map(({ differences, id, kind }) => ({
    id,
    kind,
    differences,
  }));

describe("what changed", () => {
  it("is nothing between equal results", () => {
    expect(changes([span("a", 0, 4, "Person")], [span("a", 0, 4, "Person")])).toEqual([]);
  });

  it("names what was added and what is gone", () => {
    expect(changes([span("a", 0, 4, "Person")], [span("b", 14, 20, "Place")])).toEqual([
      { id: "b", kind: "added", differences: [] },
      { id: "a", kind: "removed", differences: [] },
    ]);
  });

  it("names the frames at which something followed was moved", () => {
    expect(changes([track("a", 10, 20, 30)], [track("a", 10, 25, 31)])).toEqual([
      {
        id: "a",
        kind: "changed",
        differences: [{ name: "Place", before: "as it was", after: "changed at frames 51, 101" }],
      },
    ]);
  });

  it("sees a corner that was moved and changes no number that is shown", () => {
    const before = outline("a", [0, 0], [10, 0], [10, 10], [5, 4]);
    const after = outline("a", [0, 0], [10, 0], [10, 10], [5, 4.001]);
    expect(changes([before], [after])).toMatchObject([{ id: "a", kind: "changed" }]);
  });

  it("shows spans by their text and labels by their names", () => {
    expect(changes([span("a", 0, 3, "Place")], [span("a", 0, 4, "Person")])).toEqual([
      {
        id: "a",
        kind: "changed",
        differences: [
          { name: "Label", before: "Place", after: "Person" },
          { name: "Text", before: "Len", after: "Lena" },
          { name: "Characters", before: "0 to 3", after: "0 to 4" },
        ],
      },
    ]);
  });

  it("tells boxes in pixels", () => {
    expect(changes([box("a", 10, 20)], [box("a", 10, 25)])).toEqual([
      {
        id: "a",
        kind: "changed",
        differences: [{ name: "Size", before: "200 × 100 px", after: "250 × 100 px" }],
      },
    ]);
  });

  it("takes an answer about the whole item for the same one under another id", () => {
    expect(changes([mood("a", "Good")], [mood("b", "Bad")])).toEqual([
      { id: "b", kind: "changed", differences: [{ name: "mood", before: "Good", after: "Bad" }] },
    ]);
  });
});
