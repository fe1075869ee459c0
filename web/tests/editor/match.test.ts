import { describe, expect, it } from "vitest";
import type { Region, Shape } from "../../src/editor/core/model";
import { assign, type Candidate } from "../../src/editor/match/assign";
import { matchRegions } from "../../src/editor/match/matchRegions";
import { placeSimilarity } from "../../src/editor/match/similarity";

const picture = { width: 1000, height: 500 };
const boxShape = (x: number, y: number, width: number, height: number, rotation = 0) =>
  ({ kind: "box", x, y, width, height, rotation, picture }) as const;

function region(id: string, shape: Shape, label = "Car", more: Partial<Region> = {}): Region {
  return {
    id,
    control: "thing",
    object: "photo",
    labeller: "thing",
    shape,
    labels: shape.kind === "whole" || shape.kind === "link" ? [] : [label],
    answers: new Map(),
    origin: "manual",
    item: null,
    parent: null,
    rank: 0,
    sources: [],
    ...more,
  };
}

const of = (...regions: Region[]) => new Map(regions.map((each) => [each.id, each]));

const differences = (before: Region[], after: Region[]) =>
  matchRegions(of(...before), of(...after))
    .pairings.map(({ after, before, difference }) => `${before?.id ?? "-"} ${after?.id ?? "-"} ${difference}`)
    .sort();

describe("how alike two places are", () => {
  const key = (frame: number, x: number, enabled = true) => ({
    frame,
    time: 0,
    x,
    y: 0,
    width: 10,
    height: 10,
    rotation: 0,
    enabled,
  });
  const track = (...sequence: ReturnType<typeof key>[]) =>
    ({ kind: "track", frames: 100, duration: 4, sequence }) as const;

  it.each([
    ["equal boxes", boxShape(0, 0, 10, 10), boxShape(0, 0, 10, 10), 1],
    ["half of a box (50 of 150)", boxShape(0, 0, 10, 10), boxShape(5, 0, 10, 10), 1 / 3],
    ["boxes that touch", boxShape(0, 0, 10, 10), boxShape(10, 0, 10, 10), 0],
    ["a box turned by a full circle", boxShape(20, 20, 10, 20), boxShape(20, 20, 10, 20, 360), 1],
    ["a turned box and itself", boxShape(20, 20, 10, 20, 30), boxShape(20, 20, 10, 20, 30), 1],
    [
      "ellipses inside of each other (a quarter)",
      { kind: "ellipse", x: 50, y: 50, radiusX: 10, radiusY: 10, rotation: 0, picture },
      { kind: "ellipse", x: 50, y: 50, radiusX: 5, radiusY: 5, rotation: 0, picture },
      0.25,
    ],
    [
      "spans (3 of 5 characters)",
      { kind: "span", start: 0, end: 4 },
      { kind: "span", start: 1, end: 5 },
      0.6,
    ],
    [
      "sounds on two channels",
      { kind: "range", start: 0, end: 4, channel: 0, length: 9 },
      { kind: "range", start: 0, end: 4, channel: 1, length: 9 },
      0,
    ],
    [
      "timelines (frames 1 to 10 and 6 to 15: 5 of 15)",
      { kind: "timeline", ranges: [{ start: 1, end: 10 }] },
      { kind: "timeline", ranges: [{ start: 6, end: 15 }] },
      1 / 3,
    ],
    ["a track and itself", track(key(1, 0), key(50, 40)), track(key(1, 0), key(50, 40)), 1],
    [
      "a track of 10 frames and one of 20",
      track(key(1, 0), key(10, 0, false)),
      track(key(1, 0), key(20, 0, false)),
      0.5,
    ],
    ["a box and a span", boxShape(0, 0, 10, 10), { kind: "span", start: 0, end: 4 }, 0],
  ] as [string, Shape, Shape, number][])("%s", (_, a, b, expected) => {
    expect(placeSimilarity(a, b)).toBeCloseTo(expected, 2);
    expect(placeSimilarity(b, a)).toBeCloseTo(expected, 2);
  });

  it("is right for a polygon that is not convex", () => {
    // An L of three quarters of a square, against the square: 3 of 4.
    const points = (...pairs: [number, number][]) =>
      ({ kind: "polygon", points: pairs, closed: true, picture }) as const;
    const ell = points([0, 0], [20, 0], [20, 20], [10, 20], [10, 10], [0, 10]);
    const square = points([0, 0], [20, 0], [20, 20], [0, 20]);
    expect(placeSimilarity(ell, square)).toBeCloseTo(0.75, 2);
  });
});

describe("the assignment", () => {
  /** The best sum there is, by trying everything. */
  function best(candidates: readonly Candidate[], used = new Set<string>()): number {
    let most = 0;
    candidates.forEach(({ a, b, score }, at) => {
      if (used.has(`a${a}`) || used.has(`b${b}`)) return;
      const rest = best(candidates.slice(at + 1), new Set([...used, `a${a}`, `b${b}`]));
      most = Math.max(most, score + rest);
    });
    return most;
  }

  it("is the best there is, one to one, in thousands of random cases", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    for (let round = 0; round < 2000; round += 1) {
      const candidates: Candidate[] = [];
      const [rows, columns] = [1 + Math.floor(random() * 4), 1 + Math.floor(random() * 4)];
      for (let a = 0; a < rows; a += 1) {
        for (let b = 0; b < columns; b += 1) {
          if (random() < 0.7) candidates.push({ a, b, score: 0.01 + random() * 0.99 });
        }
      }
      const chosen = assign(candidates);
      expect(new Set(chosen.map(({ a }) => a)).size).toBe(chosen.length);
      expect(new Set(chosen.map(({ b }) => b)).size).toBe(chosen.length);
      expect(chosen.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(best(candidates), 9);
    }
  });

  it("does better than taking the best pair first", () => {
    const chosen = assign([
      { a: 0, b: 0, score: 0.9 },
      { a: 0, b: 1, score: 0.8 },
      { a: 1, b: 0, score: 0.8 },
    ]);
    expect(chosen.map(({ a, b }) => [a, b]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe("what differs between two annotations", () => {
  it("is said of every region once", () => {
    const before = [
      region("same", boxShape(0, 0, 10, 10)),
      region("moved", boxShape(20, 0, 10, 10)),
      region("renamed", boxShape(40, 0, 10, 10)),
      region("gone", boxShape(60, 0, 10, 10)),
    ];
    const after = [
      region("a", boxShape(0, 0, 10, 10)),
      region("b", boxShape(21, 0, 10, 10)),
      region("c", boxShape(40, 0, 10, 10), "Bus"),
      region("d", boxShape(80, 0, 10, 10)),
    ];
    expect(differences(before, after)).toEqual([
      "- d added",
      "gone - removed",
      "moved b changed",
      "renamed c changed",
      "same a same",
    ]);
  });

  it("prefers the same label to the better place", () => {
    const before = [region("car", boxShape(0, 0, 10, 10), "Car")];
    const after = [
      region("bus", boxShape(0, 0, 10, 10), "Bus"),
      region("car2", boxShape(3, 0, 10, 10), "Car"),
    ];
    expect(differences(before, after)).toEqual(["- bus added", "car car2 changed"]);
  });

  it("matches questions by their control, entries of a list apart, and links by their ends", () => {
    const answer = (choice: string) => new Map([["mood", { kind: "choices", choices: [choice] } as const]]);
    const whole = (id: string, choice: string, item: number | null = null) =>
      region(id, { kind: "whole" }, "", { control: "mood", answers: answer(choice), item });
    const link = (id: string, from: string, to: string) =>
      region(id, { kind: "link", from, to, direction: "right" }, "", { object: "" });
    expect(
      differences(
        [
          whole("q", "Good"),
          whole("p", "Good", 1),
          region("a", boxShape(0, 0, 9, 9)),
          region("b", boxShape(20, 0, 9, 9)),
          link("l", "a", "b"),
        ],
        [
          whole("r", "Bad"),
          whole("s", "Good", 2),
          region("x", boxShape(0, 0, 9, 9)),
          region("y", boxShape(20, 0, 9, 9)),
          link("m", "x", "y"),
        ],
      ),
    ).toEqual(["- s added", "a x same", "b y same", "l m same", "p - removed", "q r changed"]);
  });

  it("gives a score between nothing alike and all alike", () => {
    const one = of(region("a", boxShape(0, 0, 10, 10)), region("b", boxShape(50, 0, 10, 10)));
    expect(matchRegions(one, one).score).toBe(1);
    expect(matchRegions(new Map(), new Map()).score).toBe(1);
    expect(matchRegions(one, new Map()).score).toBe(0);
    // One of two is found again: 2 x 1 of 2 + 1.
    expect(matchRegions(one, of(region("a", boxShape(0, 0, 10, 10)))).score).toBeCloseTo(2 / 3, 9);
  });

  it("is found for thousands of regions in an instant's work", () => {
    const many = (shift: number) =>
      of(
        ...Array.from({ length: 4000 }, (_, n) =>
          region(`r${n}`, boxShape((n % 80) * 1.2 + shift, Math.floor(n / 80) * 1.9, 1, 1.5)),
        ),
      );
    const { pairings } = matchRegions(many(0), many(0.1));
    expect(pairings).toHaveLength(4000);
    expect(pairings.every(({ after, before }) => before?.id === after?.id)).toBe(true);
  });
});
