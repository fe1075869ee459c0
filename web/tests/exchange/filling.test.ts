import { expect, test } from "vitest";
import { rowsOf } from "../../src/exchange/datasets/filling";

test.each([
  ["One\n\n Two ", [{ text: "One" }, { text: "Two" }]],
  ['[{"image": "a.png"}]', [{ image: "a.png" }]],
  ['{"text": "One"}', [{ text: "One" }]],
  ['[{"text": ', null],
  ["  ", null],
])("%j", (text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});
