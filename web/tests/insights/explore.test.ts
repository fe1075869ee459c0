import { expect, test } from "vitest";
import { clock, stretches } from "../../src/insights/explore/places";
import { readExploreSearch } from "../../src/insights/explore/search";
import { arcsOf, MOST_SLICES, outline, slicesOf } from "../../src/insights/explore/slices";

const part = (name: string, value: number) => ({ key: name, name, value });

test("the largest parts come first, and what is nothing is left out", () => {
  expect(slicesOf([part("a", 1), part("b", 3), part("c", 0)]).map((slice) => slice.name)).toEqual(["b", "a"]);
});

test("what cannot be told apart is one part, and nothing is lost", () => {
  const many = Array.from({ length: 20 }, (_, at) => part(`p${at}`, at + 1));
  const slices = slicesOf(many, 5);
  expect(slices).toHaveLength(MOST_SLICES);
  expect(slices.at(-1)?.name).toBe("Others");
  expect(slices.reduce((sum, slice) => sum + slice.value, 0)).toBe(210 + 5);
});

test("arcs follow one another once around", () => {
  const arcs = arcsOf(slicesOf([part("a", 1), part("b", 3)]));
  expect(arcs.map(({ from, to }) => [from, to])).toEqual([
    [0, 0.75],
    [0.75, 1],
  ]);
});

test("a whole turn is drawn as two arcs, because one would end where it began", () => {
  expect(outline(0, 1, 1, 2).match(/M/g)).toHaveLength(2);
  expect(outline(0, 0.25, 38, 60)).toBe(
    "M0.000 -60.000A60 60 0 0 1 60.000 -0.000L38.000 -0.000A38 38 0 0 0 0.000 -38.000Z",
  );
});

const place = {
  id: 1,
  key: "a",
  annotation: 1,
  frames: 26,
  ranges: [
    { first: 1, last: 25, start: 0, end: 1 },
    { first: 51, last: 51, start: 2, end: 2.04 },
  ],
};

test("places as frames and as times", () => {
  expect(stretches(place, false)).toBe("1–25, 51");
  expect(stretches(place, true)).toBe("0:00.0–0:01.0, 0:02.0–0:02.0");
  expect(stretches({ ...place, ranges: [{ first: 3, last: 4, start: null, end: null }] }, true)).toBe("3–4");
});

test.each([
  [59.96, "1:00.0"],
  [62.5, "1:02.5"],
  [3723.4, "1:02:03.4"],
])("%d seconds are %s", (seconds, said) => {
  expect(clock(seconds)).toBe(said);
});

test("a class is named by its control; one without a label has an empty name", () => {
  expect(readExploreSearch({ task: "7", control: "box" })).toEqual({ task: 7, control: "box", class: "" });
  expect(readExploreSearch({ task: "x", class: "Car" })).toEqual({
    task: undefined,
    control: undefined,
    class: undefined,
  });
});
