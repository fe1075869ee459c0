import { describe, expect, it } from "vitest";
import { tableKeys } from "../../src/kit/shortcuts";
import { bestOf } from "../../src/queue/label/labelWork";
import { inOrder } from "../../src/queue/review/rejectWords";
import type { Prediction } from "../../src/queue/shapes";
import { untilWords } from "../../src/queue/untilWords";
import { asOwn } from "../../src/queue/work/predicted";

function prediction(id: number, score: number | null): Prediction {
  const known: Partial<Prediction> = { id, score, model_version: "m", result: [{ id: "r", type: "labels" }] };
  return known as Prediction;
}

describe("words and choices of the working screens", () => {
  it("says until when an item is somebody's", () => {
    const now = new Date(2026, 4, 1, 14, 0);
    expect(untilWords(null, now)).toBe("Yours until it is done");
    expect(untilWords(new Date(2026, 4, 1, 16, 5).toISOString(), now)).toBe("Yours until 16:05");
    expect(untilWords(new Date(2026, 4, 2, 9, 0).toISOString(), now)).toBe("Yours until tomorrow 09:00");
    expect(untilWords(new Date(2026, 4, 9, 9, 0).toISOString(), now)).toContain("9 May");
    expect(untilWords(new Date(2026, 4, 1, 13, 0).toISOString(), now)).toBe("Your time is over");
  });

  it("spells the editor's keys as the command table does", () => {
    expect(tableKeys("Mod+Shift+Z")).toBe("mod+shift+z");
    expect(tableKeys("Alt+ArrowLeft")).toBe("alt+left");
    expect(tableKeys("+")).toBe("+");
  });

  it("begins with the prediction that its model is surest of, else the newest", () => {
    expect(bestOf([prediction(1, 0.4), prediction(2, 0.9), prediction(3, null)])?.id).toBe(2);
    expect(bestOf([prediction(1, null), prediction(2, null)])?.id).toBe(2);
    expect(bestOf([])).toBeNull();
  });

  it("marks what came from a prediction", () => {
    const meta = { prediction: 1, model_version: "m" };
    expect(asOwn(prediction(1, null))).toEqual([{ id: "r", type: "labels", origin: "prediction", meta }]);
  });

  it("lists rejections from the mildest on", () => {
    expect(inOrder(["remove", "redistribute", "requeue"])).toEqual(["requeue", "redistribute", "remove"]);
  });
});
