/** Conditions as people read them: "status is any of Queued, Returned". */
import type { DataColumn, NamedPerson } from "../api/contract";
import { count } from "../kit/numbers";
import { STATUSES, type StatusName } from "../kit/statuses";
import { type Condition, isAgreement, nameOf } from "./tab";

interface Sentence {
  column: string;
  says: string;
  value: string;
}

const MOST_NAMED = 2;

const STATE_WORDS: Partial<Record<string, string>> = {
  CREATED: "Initial",
  ANNOTATION_IN_PROGRESS: "Annotating",
  NEEDS_REVIEW: "Needs review",
  REVIEW_IN_PROGRESS: "In review",
  COMPLETED: "Done",
};

/** A value that stands for a word of the page. */
export function wordOf(column: string, value: string): string {
  if (column === "status" && value in STATUSES) return STATUSES[value as StatusName].word;
  return (column === "state" ? STATE_WORDS[value] : undefined) ?? value;
}

export function sentenceOf(
  condition: Condition,
  column: DataColumn | undefined,
  people: readonly NamedPerson[],
): Sentence {
  const name = nameOf(condition.filter);
  const operator = column?.operators.find(({ id }) => id === condition.operator);
  const said = { column: column?.sentence ?? name, says: operator?.says ?? condition.operator };
  if (condition.value === null || condition.value === undefined) return { ...said, value: "…" };
  if (column?.type === "Boolean") {
    const yes = yesNo(condition.value) === (condition.operator === "equal");
    return { column: said.column, says: "is", value: yes ? "yes" : "no" };
  }
  if (condition.operator === "empty") {
    return { column: said.column, says: "is", value: yesNo(condition.value) ? "empty" : "not empty" };
  }
  return { ...said, value: valueWords(condition.value, column, name, people) };
}

function yesNo(value: unknown): boolean {
  return value === true || value === "true" || value === 1;
}

function valueWords(
  value: unknown,
  column: DataColumn | undefined,
  name: string,
  people: readonly NamedPerson[],
): string {
  const one = (found: unknown) => single(found, column, name, people);
  if (Array.isArray(value)) {
    if (value.length <= MOST_NAMED) return value.map(one).join(", ");
    return `${count(value.length)} ${column?.holds === "people" ? "people" : "values"}`;
  }
  if (value && typeof value === "object" && ("min" in value || "max" in value)) {
    const { min, max } = value as { min?: unknown; max?: unknown };
    return `${min == null ? "…" : one(min)} and ${max == null ? "…" : one(max)}`;
  }
  return one(value);
}

function single(
  value: unknown,
  column: DataColumn | undefined,
  name: string,
  people: readonly NamedPerson[],
): string {
  if (column?.holds === "people") {
    return people.find(({ id }) => id === Number(value))?.name ?? `person ${String(value)}`;
  }
  if (column?.type === "Datetime" && typeof value === "string") return dayOf(value);
  if (isAgreement(name) && typeof value === "number") return `${Math.round(value * 100)}%`;
  return typeof value === "string" ? wordOf(name, value) || "“”" : String(value);
}

/** The day of a time, in the place of the person who reads it. */
function dayOf(value: string): string {
  const found = new Date(value);
  if (Number.isNaN(found.getTime())) return value;
  return found.toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric" });
}
