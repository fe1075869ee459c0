import { describe, expect, test, vi } from "vitest";
import { SIDE, spotsFor } from "../../src/editor/surfaces/remarks/arrange";
import { areasFor } from "../../src/editor/surfaces/time/areas";
import { seenOn } from "../../src/editor/surfaces/time/seen";
import { editorOf } from "./configs";

const ROOM = { width: 400, height: 300 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe("marks of what is said about regions", () => {
  test("stand outside of a region, past the reach of its handles", () => {
    const [spot] = spotsFor([[box(50, 60, 150, 160)]], ROOM, "beside");
    expect(spot?.x).toBeGreaterThan(150 + 9);
    expect(spot?.squeezed).toBe(false);
  });

  test("stay in the room, and say so when that puts them upon a region", () => {
    const [spot] = spotsFor([[box(50, 60, 398, 160)]], ROOM, "beside");
    expect(spot?.x).toBeLessThanOrEqual(ROOM.width - SIDE);
    expect(spot?.squeezed).toBe(true);
  });

  test("follow the part that can be seen, and go with it", () => {
    const [partly, away] = spotsFor([[box(-500, -500, 100, 40)], [box(500, 10, 600, 40)]], ROOM, "beside");
    expect(partly?.y).toBeGreaterThanOrEqual(0);
    expect(away).toBeNull();
  });

  test("stand above the end of a stretch of text, on the last line of it", () => {
    const [spot] = spotsFor([[box(200, 40, 390, 60), box(10, 80, 70, 100)]], ROOM, "above");
    expect(spot?.x).toBe(70 - SIDE / 2);
    expect(spot?.y).toBeLessThan(80);
  });

  test("never lie upon each other", () => {
    const same = [box(50, 60, 150, 160)];
    const spots = spotsFor([same, same, same], ROOM, "beside");
    expect(new Set(spots.map((spot) => spot?.y)).size).toBe(3);
  });
});

test("a stretch of time is seen on its own lane, as far as the window shows it", () => {
  const stage = { areas: areasFor([80, 80], 1), window: { start: 10, end: 20 }, width: 100 };
  const [seen] = seenOn({ place: { start: 5, end: 15, lane: 1 } }, stage, 30);
  expect(seen).toMatchObject({ left: 30, right: 80, top: stage.areas.lanes[1]?.top });
  expect(seenOn({ place: { start: 21, end: 25, lane: null } }, stage, 30)).toEqual([]);
});

test("a mark opens the talk about its region, and nothing once nobody shows it", () => {
  const config = `<View><Labels name="label" toName="text"><Label value="A"/></Labels><Text name="text" value="$text"/></View>`;
  const editor = editorOf(config);
  const opened = vi.fn();
  editor.setRemarks([{ region: "r1", count: 2, words: "Too long" }], opened);
  expect(editor.remarkOn("r1")).toMatchObject({ count: 2 });
  expect(editor.remarkOn("r2")).toBeNull();
  editor.openRemark("r1");
  editor.setRemarks([], null);
  editor.openRemark("r1");
  expect(opened.mock.calls).toEqual([["r1"]]);
});
