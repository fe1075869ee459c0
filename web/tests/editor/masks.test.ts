import { decode, encode } from "@thi.ng/rle-pack";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/masks.json";
import {
  BLANK,
  decodeMask,
  encodeMask,
  type Plane,
  paintedPixels,
  shiftedMask,
  trimmed,
} from "../../src/editor/core/masks";
import { areaOverlap } from "../../src/editor/match/areas";
import { painted } from "../../src/editor/surfaces/image/masks/stroke";
import { MASK } from "../../src/editor/surfaces/image/shapes/mask";

/** All pixels of a picture, from runs of a value. */
function pixelsOf(runs: readonly (readonly number[])[]): number[] {
  return runs.flatMap(([value = 0, count = 0]) => Array.from({ length: count }, () => value));
}

/** All pixels of a picture, from a mask. */
function spread(plane: Plane, width: number, height: number): number[] {
  const pixels = new Array<number>(width * height).fill(0);
  plane.alpha.forEach((value, at) => {
    const [x, y] = [at % plane.width, Math.floor(at / plane.width)];
    pixels[(plane.y + y) * width + plane.x + x] = value;
  });
  return pixels;
}

function random(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 48271) % 2147483647;
    return state % most;
  };
}

/** A mask of a few blocks and some noise. */
function anyPlane(seed: number, width: number, height: number): Plane {
  const next = random(seed);
  const alpha = new Uint8Array(width * height);
  for (let block = 0; block < 5; block += 1) {
    const value = next(3) === 0 ? next(256) : 255;
    const [left, top] = [next(width), next(height)];
    for (let y = top; y < Math.min(top + next(height), height); y += 1) {
      for (let x = left; x < Math.min(left + 6, width); x += 1) alpha[y * width + x] = value;
    }
  }
  return { x: 0, y: 0, width, height, alpha };
}

describe("the code of a mask", () => {
  it.each(vectors)(
    "written by Label Studio's SDK is read to the pixel, and written alike: $name",
    (vector) => {
      const { height, rle, runs, width } = vector;
      const plane = decodeMask(rle, { width, height });
      if (!plane) throw new Error("It is not understood.");
      const pixels = pixelsOf(runs);
      expect(spread(plane, width, height)).toEqual(pixels);
      expect(paintedPixels(rle, { width, height })).toBe(pixels.filter((value) => value > 0).length);
      // The SDK fills up with a whole byte where nothing is to be filled up.
      const written = encodeMask(plane, { width, height });
      expect(written).toEqual(rle.slice(0, written.length));
      expect(rle.slice(written.length)).toSatisfy((rest: number[]) => rest.length <= 1 && !rest[0]);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "is the same after pixels and back, to the library as well (%i)",
    (seed) => {
      const [width, height] = [17 + seed, 11 + 3 * seed];
      const plane = anyPlane(seed, width, height);
      const rle = encodeMask(trimmed(plane), { width, height });
      const bytes = decode(Uint8Array.from(rle));
      expect([...bytes].filter((_, at) => at % 4 === 3)).toEqual([...plane.alpha]);
      const back = decodeMask(rle, { width, height });
      expect(back && spread(back, width, height)).toEqual([...plane.alpha]);
    },
  );

  it("is read when its pixels have colours and lie in chunks, as older versions wrote them", () => {
    const [width, height] = [9, 7];
    const next = random(11);
    const bytes = new Uint8Array(width * height * 4);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      if (next(3) === 0) bytes.set([next(256), next(256), next(256), 1 + next(255)], pixel * 4);
    }
    const plane = decodeMask([...encode(bytes, bytes.length)], { width, height });
    expect(plane && spread(plane, width, height)).toEqual([...bytes].filter((_, at) => at % 4 === 3));
  });

  it.each([
    ["of another picture", vectors[2]?.rle ?? [], { width: 10, height: 10 }],
    ["that ends too early", (vectors[2]?.rle ?? []).slice(0, -4), { width: 11, height: 9 }],
    ["that is empty", [], { width: 11, height: 9 }],
    ["of no picture", [0, 0, 0, 0, 0, 0, 0], { width: 0, height: 0 }],
    ["that promises gigabytes", [255, 255, 255, 255, 58, 60, 255, 0], { width: 11, height: 9 }],
  ])("%s is refused", (_, rle, size) => {
    expect(decodeMask(rle, size)).toBeNull();
  });
});

describe("a stroke", () => {
  const picture = { width: 40, height: 30 };
  const all = Array.from({ length: 40 * 30 }, (_, at) => ({
    x: (at % 40) + 0.5,
    y: Math.floor(at / 40) + 0.5,
  }));

  it.each([3, 4, 5, 6, 7, 8, 9, 10])(
    "paints every pixel whose middle it covers, and no other (%i)",
    (seed) => {
      const next = random(seed);
      const points = Array.from({ length: 1 + (seed % 4) }, () => ({
        x: next(500) / 10 - 5,
        y: next(400) / 10 - 5,
      }));
      const diameter = 1.5 + next(80) / 10;
      const plane = painted(BLANK, { points, diameter, erases: false }, picture);
      const found = spread(plane, 40, 30);
      all.forEach((middle, at) => {
        const away = Math.min(
          ...points.map((point, index) => {
            const to = points[index + 1] ?? point;
            const [dx, dy] = [to.x - point.x, to.y - point.y];
            const length = dx * dx + dy * dy;
            const along = length === 0 ? 0 : ((middle.x - point.x) * dx + (middle.y - point.y) * dy) / length;
            const part = Math.min(Math.max(along, 0), 1);
            return Math.hypot(middle.x - point.x - part * dx, middle.y - point.y - part * dy);
          }),
        );
        // Right on the edge, reckoning may say either.
        if (Math.abs(away - diameter / 2) > 1e-6) expect(found[at]).toBe(away < diameter / 2 ? 255 : 0);
      });
    },
  );

  it("adds to a mask without changing it, erases from it, and can leave nothing", () => {
    const line = {
      points: [
        { x: 5, y: 5 },
        { x: 15, y: 5 },
      ],
      diameter: 4,
      erases: false,
    };
    const first = painted(BLANK, line, picture);
    const before = [...first.alpha];
    const both = painted(first, { ...line, points: [{ x: 30, y: 20 }] }, picture);
    expect([...first.alpha]).toEqual(before);
    expect(spread(both, 40, 30).filter(Boolean).length).toBeGreaterThan(before.filter(Boolean).length);
    const rest = painted(both, { ...line, diameter: 6, erases: true }, picture);
    expect(rest).toMatchObject({ x: 28, y: 18, width: 4, height: 4 });
    expect(painted(first, { ...line, diameter: 30, erases: true }, picture)).toEqual(BLANK);
  });
});

describe("a mask", () => {
  const picture = { width: 40, height: 30 };
  const how = {
    picture,
    unit: 1,
    steady: false,
    ends: false,
    pointWidth: 2,
    brush: 6,
    erases: false,
    onto: null,
    last: null,
  };

  it("is drawn stroke by stroke, each going on with the one before; Shift draws straight from its end", () => {
    const pressed = MASK.drawing.press(null, { x: 10, y: 10 }, how);
    expect(pressed.geometry).toBeNull();
    const first = MASK.drawing.release(pressed, { x: 10, y: 10 }, how).geometry;
    if (!first) throw new Error("Nothing was painted.");
    const second = MASK.drawing.press(
      null,
      { x: 30, y: 10 },
      { ...how, steady: true, onto: first, last: { x: 10, y: 10 } },
    );
    const both = MASK.drawing.release(second, { x: 30, y: 10 }, { ...how, onto: first }).geometry;
    expect(both && MASK.hit(both, { x: 20, y: 10 }, 0.01)).toBe(true);
    expect(MASK.hit(first, { x: 20, y: 10 }, 0.01)).toBe(false);
    expect(both && MASK.hit(both, { x: 20, y: 14 }, 0.01)).toBe(false);
  });

  it("lies where it was painted on a picture of another size", () => {
    const shape = {
      kind: "mask",
      rle: encodeMask({ x: 10, y: 6, width: 1, height: 1, alpha: Uint8Array.of(255) }, picture),
      picture,
    } as const;
    const mask = MASK.of(shape, { width: 80, height: 60 });
    expect(mask && MASK.bounds(mask)).toEqual({ minX: 20, minY: 12, maxX: 22, maxY: 14 });
    expect(mask && MASK.to(mask, { width: 80, height: 60 })).toEqual(shape);
  });

  it("is moved by whole pixels and stays in its picture", () => {
    const plane = { x: 10, y: 6, width: 2, height: 1, alpha: Uint8Array.of(255, 128) };
    const shape = { kind: "mask", rle: encodeMask(plane, picture), picture } as const;
    expect(decodeMask(shiftedMask(shape, 3, -1).rle, picture)).toEqual({ ...plane, x: 13, y: 5 });
    expect(decodeMask(shiftedMask(shape, 99, 99).rle, picture)).toMatchObject({ x: 38, y: 29 });
  });
});

describe("two masks", () => {
  const picture = { width: 40, height: 30 };
  const rows = (y: number, height: number) => {
    const plane = { x: 4, y, width: 10, height, alpha: new Uint8Array(10 * height).fill(255) };
    return { kind: "mask", rle: encodeMask(plane, picture), picture } as const;
  };

  it("overlap by the pixels that both paint; a broken one overlaps nothing", () => {
    expect(areaOverlap(rows(2, 8), rows(2, 8))).toBe(1);
    expect(areaOverlap(rows(2, 8), rows(6, 8))).toBeCloseTo(4 / 12);
    expect(areaOverlap(rows(2, 4), rows(20, 4))).toBe(0);
    expect(areaOverlap(rows(2, 8), { ...rows(2, 8), rle: [9, 9] })).toBe(0);
  });
});
