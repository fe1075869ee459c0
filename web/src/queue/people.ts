/** Who is who on an item, as far as the person at the page may know. */
import { nameOf } from "../access/me";
import type { Person } from "../api/contract";
import type { Annotation, TaskDetail } from "./shapes";

export interface Named {
  id: number;
  name: string;
  initials: string;
  isMe: boolean;
}

export type People = (id: number | null | undefined) => Named;

function isPerson(value: Person | number | null | undefined): value is Person {
  return typeof value === "object" && value !== null;
}

export function authorId({ completed_by }: Pick<Annotation, "completed_by">): number | null {
  return isPerson(completed_by) ? completed_by.id : completed_by;
}

/** Stands for people whom the person at the page may not know. */
const NOBODY: Named = { id: 0, name: "Somebody", initials: "–", isMe: false };

/** Names by id, from everybody that an item and its comments mention. */
export function peopleOf(
  me: Person,
  task: TaskDetail,
  others: readonly (Person | number | null)[] = [],
): People {
  const known = new Map<number, Named>();
  for (const person of [...(task.annotators ?? []), ...(task.reviewers ?? [])]) {
    known.set(person.id, { id: person.id, name: person.name, initials: person.initials, isMe: false });
  }
  for (const person of [...task.annotations.map((each) => each.completed_by), ...others]) {
    if (isPerson(person)) known.set(person.id, named(person));
  }
  known.set(me.id, { ...named(me), isMe: true });
  return (id) => known.get(id ?? 0) ?? NOBODY;
}

function named(person: Person): Named {
  const name = nameOf(person);
  return {
    id: person.id,
    name,
    initials: person.initials || name.slice(0, 2).toUpperCase(),
    isMe: false,
  };
}

/** "You" for the person at the page. */
export function called(person: Named): string {
  return person.isMe ? "You" : person.name;
}
