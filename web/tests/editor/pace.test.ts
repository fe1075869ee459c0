import { describe, expect, test } from "vitest";
import { inSync } from "../../src/editor/ls/sync";
import { type Follower, Pace } from "../../src/editor/surfaces/sync/pace";

/** A player without a picture: what it was told, and where it stands. */
function player(object: string, length = 60, plays = true) {
  const told: string[] = [];
  const state = { at: 0, playing: false, rate: 1 };
  const follower: Follower = {
    object,
    plays,
    time: () => state.at,
    length: () => length,
    play: () => {
      state.playing = true;
      told.push("play");
    },
    pause: () => {
      state.playing = false;
      told.push("pause");
    },
    seek: (time) => {
      state.at = time;
      told.push(`seek ${time}`);
    },
    setRate: (rate) => {
      state.rate = rate;
    },
  };
  return { follower, state, told };
}

function group(...players: readonly ReturnType<typeof player>[]): Pace {
  const pace = new Pace();
  for (const { follower } of players) pace.join(follower);
  return pace;
}

describe("objects in sync", () => {
  test("play, stop and move together, whoever leads", () => {
    const [film, sound] = [player("film"), player("sound")];
    const pace = group(film, sound);
    film.state.at = 3;
    pace.reportPlaying("film", true);
    expect(sound.state).toMatchObject({ at: 3, playing: true });
    sound.state.at = 5;
    pace.reportPlaying("sound", false);
    expect(film.state).toMatchObject({ at: 5, playing: false });
    pace.reportSeek("sound", 9);
    expect(film.state.at).toBe(9);
    pace.reportRate("film", 2);
    expect(sound.state.rate).toBe(2);
  });

  test("a report of what a follower was made to do leads nobody", () => {
    const [film, sound] = [player("film"), player("sound")];
    const pace = group(film, sound);
    pace.reportPlaying("film", true);
    film.told.length = 0;
    pace.reportPlaying("sound", true);
    pace.reportSeek("sound", 0);
    pace.reportTime("sound", 4);
    expect(film.told).toEqual([]);
  });

  test("one that strays is brought back, one that is near is left alone", () => {
    const [film, sound] = [player("film"), player("sound")];
    const pace = group(film, sound);
    pace.reportPlaying("film", true);
    sound.told.length = 0;
    sound.state.at = 7.9;
    pace.reportTime("film", 8);
    expect(sound.told).toEqual([]);
    sound.state.at = 6;
    pace.reportTime("film", 8);
    expect(sound.told).toEqual(["seek 8"]);
  });

  test("the longer one plays on when the shorter has ended, and leads then", () => {
    const [film, sound] = [player("film", 8), player("sound", 17)];
    const pace = group(film, sound);
    pace.reportPlaying("film", true);
    film.state.at = 8;
    pace.reportTime("film", 8);
    pace.reportPlaying("film", false);
    expect(sound.state.playing).toBe(true);
    sound.state.at = 12;
    pace.reportPlaying("sound", false);
    expect(film.told.at(-1)).toBe("seek 12");
    film.told.length = 0;
    pace.reportPlaying("sound", true);
    expect(film.told).toEqual(["pause", "seek 12"]);
  });

  test("measurements follow without playing, and move the others", () => {
    const [film, walk] = [player("film"), player("walk", 60, false)];
    const pace = group(film, walk);
    pace.reportPlaying("film", true);
    pace.reportTime("film", 1);
    expect(walk.state.at).toBe(1);
    pace.reportSeek("walk", 20);
    expect(film.state).toMatchObject({ at: 20, playing: true });
    pace.reportTime("film", 20.1);
    expect(film.state.at).toBe(20);
  });

  test("who comes late goes to where the others are, and who has left is not told", () => {
    const [film, late] = [player("film"), player("late")];
    const pace = group(film);
    pace.reportSeek("film", 4);
    const leave = pace.join(late.follower);
    expect(late.state.at).toBe(4);
    leave();
    pace.reportSeek("film", 6);
    expect(late.state.at).toBe(4);
  });

  test("a dialogue asks what it belongs to to play from a second on", () => {
    const [talk, sound] = [player("talk", 60, false), player("sound")];
    group(talk, sound).playFrom(12);
    expect(sound.told).toEqual(["seek 12", "play"]);
    expect(talk.told).toEqual([]);
  });
});

describe("sync of a configuration", () => {
  const object = (name: string, sync?: string) => ({
    name,
    attributes: (sync ? { sync } : {}) as Readonly<Record<string, string>>,
  });

  test.each([
    ["names the other", [object("a", "b"), object("b")], "b", ["a", "b"]],
    ["is the same word", [object("a", "x"), object("b", "x"), object("c")], "a", ["a", "b"]],
    ["leads on", [object("a", "b"), object("b", "c"), object("c")], "a", ["a", "b", "c"]],
    ["is not there", [object("a"), object("b")], "a", ["a"]],
  ])("%s", (_, objects, of, expected) => {
    const found = objects.find(({ name }) => name === of);
    expect(found && inSync(found, objects).map(({ name }) => name)).toEqual(expected);
  });
});
