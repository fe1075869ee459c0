import { describe, expect, test } from "vitest";
import type { DataColumn } from "../../src/api/contract";
import { copiedFrom, pastedFrom } from "../../src/tasks/copied";

const columns = [{ name: "id" }, { name: "status" }] as DataColumn[];
const line = { filter: "filter:tasks:id", operator: "greater", type: "Number", value: 3 };

describe("conditions as text", () => {
  test("come back as they were, without those that are not finished", () => {
    const open = { filter: "filter:tasks:status", operator: "equal", type: "String", value: null };
    const text = copiedFrom({ filters: { conjunction: "or", items: [line, open] } });
    expect(pastedFrom(text, columns)).toEqual({ conjunction: "or", items: [line] });
  });

  test.each([
    ["no text of ours", /no JSON/],
    ["null", /no conditions/],
    ['{"items": [{"operator": "equal"}]}', /needs "filter"/],
    ['{"conjunction": "xor", "items": []}', /conjunction/],
    [JSON.stringify({ items: [{ ...line, filter: "filter:tasks:colour" }] }), /no column "colour"/],
    [
      JSON.stringify({ items: [{ ...line, child_filters: [{ ...line, filter: "filter:tasks:hue" }] }] }),
      /no column "hue"/,
    ],
  ])("%s is refused with the reason", (text, reason) => {
    expect(pastedFrom(text, columns)).toMatch(reason);
  });
});
