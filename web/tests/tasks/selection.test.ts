import { describe, expect, test } from "vitest";
import {
  EVERY,
  isEmpty,
  isSelected,
  NONE,
  selectedItems,
  sizeOf,
  withSelected,
} from "../../src/tasks/selection";

describe("a selection", () => {
  test("holds single tasks", () => {
    const two = withSelected(withSelected(NONE, [1, 2, 3], true), [2], false);
    expect(selectedItems(two)).toEqual({ all: false, included: [1, 3] });
    expect([1, 2, 3].map((id) => isSelected(two, id))).toEqual([true, false, true]);
    expect(sizeOf(two, 100)).toBe(2);
    expect(isEmpty(two)).toBe(false);
    expect(isEmpty(withSelected(two, [1, 3], false))).toBe(true);
  });

  test("holds all that match but some, however many they are", () => {
    const most = withSelected(EVERY, [7], false);
    expect(selectedItems(most)).toEqual({ all: true, excluded: [7] });
    expect(isSelected(most, 7)).toBe(false);
    expect(isSelected(most, 123_456)).toBe(true);
    expect(sizeOf(most, 12_345)).toBe(12_344);
    expect(sizeOf(most, undefined)).toBeNull();
    expect(selectedItems(withSelected(most, [7], true))).toEqual({ all: true, excluded: [] });
  });
});
