import { describe, expect, it } from "vitest";
import {
  actualView,
  boundsView,
  fitView,
  inSight,
  type Quarters,
  screenBounds,
  seenBounds,
  toPicture,
  toScreen,
  zoomAt,
} from "../../src/editor/surfaces/image/view";

const PICTURE = { width: 200, height: 100 };
const STAGE = { width: 432, height: 232 };
const ALL: readonly Quarters[] = [0, 1, 2, 3];

describe("the view", () => {
  it("fits the picture between margins of 16 pixels, however it is turned", () => {
    expect(fitView(PICTURE, STAGE)).toEqual({ scale: 2, x: 16, y: 16, quarters: 0 });
    const upright = fitView(PICTURE, STAGE, 1);
    expect(upright.scale).toBe(1);
    const whole = { minX: 0, minY: 0, maxX: 200, maxY: 100 };
    expect(screenBounds(upright, whole)).toEqual({ minX: 166, minY: 16, maxX: 266, maxY: 216 });
  });

  it.each(ALL)("maps there and back, turned by %i quarters", (quarters) => {
    const view = zoomAt(fitView(PICTURE, STAGE, quarters), 3, { x: 100, y: 60 });
    for (const point of [
      { x: 0, y: 0 },
      { x: 7, y: 9 },
      { x: 200, y: 100 },
    ]) {
      const back = toPicture(view, toScreen(view, point));
      expect(back.x).toBeCloseTo(point.x);
      expect(back.y).toBeCloseTo(point.y);
    }
  });

  it("turns clockwise: what was on top comes to the right", () => {
    const view = fitView(PICTURE, STAGE, 1);
    const top = toScreen(view, { x: 100, y: 0 });
    const bottom = toScreen(view, { x: 100, y: 100 });
    expect(top.x).toBeGreaterThan(bottom.x);
    expect(top.y).toBeCloseTo(bottom.y);
  });

  it("zooms about the pointer", () => {
    const before = fitView(PICTURE, STAGE);
    const view = zoomAt(before, 3, { x: 100, y: 60 });
    expect(toPicture(view, { x: 100, y: 60 })).toEqual(toPicture(before, { x: 100, y: 60 }));
    expect(actualView(view, STAGE).scale).toBeCloseTo(1);
  });

  it.each(ALL)("never loses the picture, turned by %i quarters, and never zooms without end", (quarters) => {
    const view = inSight({ scale: 2, x: -5000, y: 5000, quarters }, PICTURE, STAGE);
    const whole = { minX: 0, minY: 0, maxX: 200, maxY: 100 };
    expect(screenBounds(view, whole).maxX).toBe(48);
    expect(screenBounds(view, whole).minY).toBe(232 - 48);
    expect(zoomAt(view, 1e9, { x: 0, y: 0 }).scale).toBe(40);
  });

  it("shows a part in the middle, as large as it may", () => {
    const part = { minX: 100, minY: 40, maxX: 120, maxY: 50 };
    const view = boundsView(part, STAGE, 0, 8);
    expect(view.scale).toBe(8);
    const seen = seenBounds(view, STAGE);
    expect((seen.minX + seen.maxX) / 2).toBeCloseTo(110);
    expect((seen.minY + seen.maxY) / 2).toBeCloseTo(45);
  });
});
