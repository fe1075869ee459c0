import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createEasel } from "../../src/editor/surfaces/pdf/easel";
import { pageNamed, scaleToFit } from "../../src/editor/surfaces/pdf/pages";
import { isNumeric, tableOf } from "../../src/editor/surfaces/table/tableData";

describe("the pages of a document", () => {
  const a4 = { width: 595, height: 842 };

  it("are as wide as the pane, but not larger than twice their size on paper", () => {
    expect(scaleToFit(a4, 24 + 595 * (96 / 72))).toBeCloseTo(1);
    expect(scaleToFit(a4, 10_000)).toBe(2);
    expect(scaleToFit({ width: 20_000, height: 10 }, 0)).toBe(0.1);
  });

  it.each([
    ["7", 7],
    [" 500 ", 500],
    ["0", null],
    ["501", null],
    ["1.5", null],
    ["last", null],
  ])("%s of 500 is %s", (text, page) => {
    expect(pageNamed(text, 500)).toBe(page);
  });
});

describe("the drawing of pages", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function drawn() {
    const easel = createEasel(() => Date.now());
    const order: number[] = [];
    const draw = (page: number, isWanted = () => true) =>
      easel.inTurn(page, isWanted, async () => {
        order.push(page);
        await new Promise((resolve) => setTimeout(resolve, 10));
      });
    return { draw, easel, order };
  }

  it("goes one by one, from what is looked at outwards", async () => {
    const { draw, easel, order } = drawn();
    easel.moved(0, 5);
    await vi.advanceTimersByTimeAsync(1000);
    for (const page of [1, 9, 5, 4]) void draw(page);
    await vi.advanceTimersByTimeAsync(5);
    expect(order).toEqual([1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(order).toEqual([1, 5, 4, 9]);
  });

  it("waits while pages fly past, and leaves out those that have gone", async () => {
    const { draw, easel, order } = drawn();
    let isWanted = true;
    easel.moved(0, 1);
    await vi.advanceTimersByTimeAsync(1000);
    for (let step = 1; step <= 20; step += 1) {
      await vi.advanceTimersByTimeAsync(16);
      easel.moved(step * 400, step);
      if (step === 2) void draw(1, () => isWanted);
      if (step === 20) void draw(20);
    }
    isWanted = false;
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(order).toEqual([20]);
  });

  it("goes on while somebody scrolls as slowly as one reads", async () => {
    const { draw, easel, order } = drawn();
    easel.moved(0, 1);
    await vi.advanceTimersByTimeAsync(1000);
    for (let step = 1; step <= 5; step += 1) {
      await vi.advanceTimersByTimeAsync(16);
      easel.moved(step * 8, 1);
    }
    void draw(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual([2]);
  });

  it("gives the turn on when a page is broken", async () => {
    const { draw, easel, order } = drawn();
    const broken = easel.inTurn(
      1,
      () => true,
      () => Promise.reject(new Error("broken")),
    );
    void draw(2);
    await expect(broken).rejects.toThrow("broken");
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual([2]);
  });
});

describe("tables", () => {
  it.each([
    [{ a: 1 }, { kind: "pairs", rows: [["a", 1]] }],
    ['{"a": 1}', { kind: "pairs", rows: [["a", 1]] }],
    [
      [{ a: 1 }, { b: 2 }],
      {
        kind: "rows",
        columns: ["a", "b"],
        rows: [
          [1, undefined],
          [undefined, 2],
        ],
      },
    ],
    [
      [
        ["a", "b"],
        [1, 2],
      ],
      { kind: "rows", columns: ["a", "b"], rows: [[1, 2]] },
    ],
    [["x"], { kind: "rows", columns: ["Value"], rows: [["x"]] }],
    [[], null],
    ["no table", null],
    [7, null],
  ])("%j", (value, expected) => {
    expect(tableOf(value)).toEqual(expected);
  });

  it("know what is a number", () => {
    expect([7, "1,200.50", "-3 %", "12 March", "", true].map(isNumeric)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
