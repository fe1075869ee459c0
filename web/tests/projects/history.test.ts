import { expect, test } from "vitest";
import { beginHistory, recordText, redoText, undoText } from "../../src/projects/labeling/history";

test("what one view did, the other takes back", () => {
  let history = recordText(beginHistory("a"), "b", "", 10);
  history = recordText(history, "bc", "xml", 20);
  history = recordText(history, "bcd", "xml", 300);
  history = undoText(history);
  expect(history.present).toBe("b");
  expect(undoText(undoText(history)).present).toBe("a");
  expect(redoText(undoText(history)).present).toBe("b");
  expect(redoText(history).present).toBe("bcd");
});

test("a pause in typing begins a new step, and a change forgets what was undone", () => {
  let history = recordText(beginHistory("a"), "ab", "xml", 0);
  history = recordText(history, "abc", "xml", 5000);
  expect(undoText(history).present).toBe("ab");
  history = recordText(undoText(history), "x", "", 6000);
  expect(redoText(history)).toBe(history);
  expect(recordText(history, "x", "", 7000)).toBe(history);
});
