import { describe, expect, test } from "vitest";
import { fitted } from "../../src/queue/frame/room";

/** A bar of some width, with 16 pixels at its end, that is as wide inside as its room makes it. */
function bar(width: number, inside: Readonly<Record<string, number>>) {
  const [made, last] = [document.createElement("footer"), document.createElement("button")];
  made.append(document.createElement("button"), last);
  made.style.paddingRight = "16px";
  document.body.append(made);
  let room = "";
  made.getBoundingClientRect = () => new DOMRect(0, 0, width, 56);
  last.getBoundingClientRect = () => new DOMRect(0, 0, inside[room], 40);
  const tried: string[] = [];
  fitted(made, (next) => {
    room = next;
    tried.push(next);
  });
  return tried;
}

describe("a bar leaves out what it has no room for", () => {
  const inside = { full: 1000, words: 800, icons: 500 };

  test.each([
    ["nothing, where all fits", 1016, ["full"]],
    ["keys first", 1015, ["full", "words"]],
    ["nothing for a fraction of a pixel", 1015.6, ["full"]],
    ["then words", 700, ["full", "words", "icons"]],
    ["no more than words, however narrow it is", 300, ["full", "words", "icons"]],
  ])("%s", (_, width, tried) => {
    expect(bar(width, inside)).toEqual(tried);
  });
});
