import { describe, expect, it } from "vitest";
import { factsOfEntry, factsOfField } from "../../src/editor/core/media";
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

  it("knows each of several files, in their order", () => {
    const broken = { ...file, kind: "image" as const, problem: "It is no picture." };
    const media = mediaOf({ pages: { items: [{ ...file, kind: "image", width: 8 }, broken] } });
    expect(factsOfEntry(media, "pages", 0, 2)).toEqual({ kind: "image", width: 8 });
    expect(factsOfEntry(media, "pages", 1, 2)).toEqual({ kind: "image", problem: "It is no picture." });
    // One of three lies elsewhere: nobody knows which.
    expect(factsOfEntry(media, "pages", 1, 3)).toEqual({});
    expect(factsOfField(media, "pages")).toEqual({});
    expect(factsOfEntry(media, "constructor", 0, 1)).toEqual({});
  });
});
