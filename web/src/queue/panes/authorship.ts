/** Who made an instance and who changed it, in words. */
import type { Authorship, Deed } from "../../editor";
import { day } from "../../kit/times";
import { called, type People } from "../people";
import type { Authors } from "../shapes";
import { clockTime } from "../untilWords";

export function authorshipOf(authors: Authors, people: People, now: Date): Authorship {
  const { changed_at, changed_by, created_at, created_by } = authors;
  return {
    made: deed(created_by, created_at, people, now),
    changed: changed_at === null ? null : deed(changed_by, changed_at, people, now),
  };
}

function deed(person: number | null, at: string, people: People, now: Date): Deed {
  const name = called(people(person));
  return { by: name === "You" ? "you" : name, at: when(at, now) };
}

/** "at 14:02" for today, else "on 4 Nov, 14:02". */
function when(at: string, now: Date): string {
  const then = new Date(at);
  const clock = clockTime(at);
  return then.toDateString() === now.toDateString() ? `at ${clock}` : `on ${day(at, now)}, ${clock}`;
}
