import { describe, expect, it } from "vitest";
import { mediaOf } from "../../src/queue/work/media";

const file = { content_type: "video/mp4", name: "a.mp4", size: 9, probed: true };

describe("what an editor is told of files", () => {
  it("knows nothing of an item without uploads", () => {
    expect(mediaOf(null)).toEqual({});
  });

  it("names the addresses of times and outline, and leaves out what is not known", () => {
    const film = {
      ...file,
      kind: "video" as const,
      frames: 90,
      fps: 22.6,
      variable: true,
      width: null,
      timestamps_url: "/a.times.json",
      peaks_url: "/a.peaks.json",
    };
    expect(mediaOf({ film })).toEqual({
      film: {
        kind: "video",
        frames: 90,
        fps: 22.6,
        variable: true,
        timestamps: "/a.times.json",
        peaks: "/a.peaks.json",
      },
    });
  });

  it("keeps what is false and zero, and no kind that editors do not ask about", () => {
    const table = { ...file, kind: "csv" as const, variable: false, start: 0, problem: "It is empty." };
    expect(mediaOf({ table })).toEqual({ table: { variable: false, start: 0, problem: "It is empty." } });
  });

  it("passes over fields with several files", () => {
    expect(mediaOf({ pages: { items: [{ ...file, kind: "image" }] } })).toEqual({});
  });
});
