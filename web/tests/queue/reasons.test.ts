import { describe, expect, it } from "vitest";
import { PAGE_COMMANDS } from "../../src/kit/pageCommands";
import { offeredReasons } from "../../src/queue/instances/recentReasons";
import { keysOfWays } from "../../src/queue/review/rejectWords";

const RECENT = { places: ["Blurred", "Too wide", "Cut off"], used: ["Blurred"] };

describe("reasons at hand", () => {
  it("are the project's first, each with its key, and then one's own on the digits that are free", () => {
    const managed = [
      { text: "Too wide", key: "1" },
      { text: "Wrong class", key: "q" },
    ];
    expect(offeredReasons(managed, RECENT)).toEqual([
      { text: "Too wide", key: "1", isOwn: false },
      { text: "Wrong class", key: "q", isOwn: false },
      { text: "Blurred", key: "2", isOwn: true },
      { text: "Cut off", key: "3", isOwn: true },
    ]);
  });

  it("leave the digits that no reason has to the ways to reject, where there are several", () => {
    const reasons = [{ key: "1" }, { key: "3" }, { key: "q" }];
    expect([...keysOfWays(["requeue", "redistribute", "remove"], reasons)]).toEqual([
      ["requeue", "2"],
      ["redistribute", "4"],
      ["remove", "5"],
    ]);
    expect(keysOfWays(["requeue"], []).size).toBe(0);
    const all = [..."123456789"].map((key) => ({ key }));
    expect(keysOfWays(["requeue", "remove"], all).size).toBe(0);
  });

  it("have keys that no command of the review has", () => {
    const keys = "123456789filopqrtwxz";
    const taken = PAGE_COMMANDS.filter(({ id }) => !id.endsWith("reasons"))
      .filter(({ places }) => places.some((place) => place !== "label" && place !== "lists"))
      .flatMap((command) => command.keys.map((key) => key.toLowerCase()));
    expect([...keys].filter((key) => taken.includes(key))).toEqual([]);
  });
});
