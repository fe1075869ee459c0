import { describe, expect, test } from "vitest";
import { decoded, encoded, matching, pieces, typedName } from "../../src/queue/work/mentions";

const ANN = { id: 1, name: "Ann", email: "ann@x.org" };
const ANNA = { id: 2, name: "Anna Berg", email: "anna@x.org" };
const FIRST = { id: 3, name: "Kim Lee", email: "kim@x.org" };
const SECOND = { id: 4, name: "Kim Lee", email: "lee@x.org" };
const PEOPLE = [ANN, ANNA, FIRST, SECOND];

describe("mentions", () => {
  test.each([
    ["Look, @Ann", "Look, <@1>"],
    ["@Anna Berg: and @Ann?", "<@2>: and <@1>?"],
    ["@Annabel is somebody else", "@Annabel is somebody else"],
    ["ann@Ann is no mention", "ann@Ann is no mention"],
    ["@Kim Lee (lee@x.org), please", "<@4>, please"],
    ["(@Ann)", "(<@1>)"],
    ["nobody", "nobody"],
  ])("are stored by number: %s", (text, stored) => {
    expect(encoded(text, PEOPLE)).toBe(stored);
  });

  test.each(["Look, @Ann", "@Anna Berg: and @Ann?", "@Kim Lee (kim@x.org) and @Kim Lee (lee@x.org)"])(
    "come back as they were typed: %s",
    (text) => {
      expect(decoded(encoded(text, PEOPLE), PEOPLE)).toBe(text);
    },
  );

  test("are shown as people, known or not", () => {
    expect(pieces("Ask <@1> or <@9>.", PEOPLE)).toEqual([
      "Ask ",
      ANN,
      " or ",
      { id: 9, name: "somebody" },
      ".",
    ]);
  });

  test.each<[string, number, string | null]>([
    ["Ask @An", 7, "An"],
    ["Ask @", 5, ""],
    ["Ask @Anna Be", 12, "Anna Be"],
    ["a@b", 3, null],
    ["Ask @Ann\nnow", 12, null],
    ["no one", 6, null],
  ])("are offered while a name is typed: %j", (text, caret, words) => {
    expect(typedName(text, caret)?.words ?? null).toBe(words);
  });

  test("are found by any part of a name", () => {
    expect(matching(PEOPLE, "be")).toEqual([ANNA]);
    expect(matching(PEOPLE, "ann")).toEqual([ANN, ANNA]);
    expect(matching(PEOPLE, "lee")).toEqual([FIRST, SECOND]);
  });
});
