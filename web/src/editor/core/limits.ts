import type { ControlTag } from "../ls/schema";
import type { Answer } from "./answers";
import { isoOf, partsOf } from "./dates";
import { optionAt } from "./nested";
import { ranksOnly, UNSORTED } from "./ranking";

/** What is wrong with an answer that was given, as a sentence; null when it keeps to what the configuration allows. */
export function faultOf(control: ControlTag, answer: Answer): string | null {
  switch (answer.kind) {
    case "number":
      return numberFault(control, answer.number);
    case "datetime":
      return dateFault(control, answer.datetime);
    case "choices":
      return !control.multiple && answer.choices.length > 1
        ? `Choose one of the ${answer.choices.length}.`
        : null;
    case "paths":
      return pathsFault(control, answer.paths);
    case "rating":
      return ratingFault(control, answer.rating);
    case "texts":
      return textsFault(control, answer.texts);
    default:
      return null;
  }
}

/** Whether an answer is no answer to a question that must be answered: nothing was put into a bucket yet. */
export function isUntouched(control: ControlTag, answer: Answer): boolean {
  if (answer.kind === "texts") return answer.texts.every((text) => text.trim() === "");
  if (answer.kind !== "ranking" || ranksOnly(control)) return false;
  return Object.entries(answer.buckets).every(([name, ids]) => name === UNSORTED || ids.length === 0);
}

export const maxRating = ({ attributes }: ControlTag): number => Number(attributes.maxRating ?? 5);

function ratingFault(control: ControlTag, rating: number): string | null {
  const most = maxRating(control);
  return rating > most ? `The highest rating is ${most}.` : null;
}

function textsFault({ attributes }: ControlTag, texts: readonly string[]): string | null {
  const most = Number(attributes.maxSubmissions || Number.POSITIVE_INFINITY);
  if (texts.length > most) return `Keep at most ${most} texts.`;
  if (attributes.skipDuplicates !== "true") return null;
  const words = texts.map((text) => text.toLowerCase());
  return new Set(words).size < words.length ? "The same text stands there twice." : null;
}

function numberFault({ attributes }: ControlTag, value: number): string | null {
  const [min, max, step] = [attributes.min, attributes.max, attributes.step].map(limit);
  if (min !== undefined && max !== undefined && (value < min || value > max)) {
    return `Enter a number from ${min} to ${max}.`;
  }
  if (min !== undefined && value < min) return `Enter ${min} or more.`;
  if (max !== undefined && value > max) return `Enter ${max} or less.`;
  if (!step || isOnStep(value, min ?? 0, step)) return null;
  const below = rounded((min ?? 0) + Math.floor((value - (min ?? 0)) / step) * step);
  return `Enter ${below} or ${rounded(below + step)}: the steps are ${step}.`;
}

const limit = (written: string | undefined): number | undefined =>
  written === undefined || written.trim() === "" ? undefined : Number(written);

/** Steps such as 0.1 have no exact binary form: a millionth of a step is none. */
function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

const rounded = (value: number): number => Number(value.toPrecision(12));

function dateFault(control: ControlTag, value: string): string | null {
  const { max, min } = control.attributes;
  const parts = partsOf(control, value);
  if (!parts) return `"${value}" is not written as this question asks.`;
  const iso = isoOf(control, parts);
  // The limits may be written shorter than the answer: a year bounds a date.
  if (min && iso.slice(0, min.length) < min) return `Enter ${min} or later.`;
  if (max && iso.slice(0, max.length) > max) return `Enter ${max} or earlier.`;
  return null;
}

function pathsFault(control: ControlTag, paths: readonly (readonly string[])[]): string | null {
  const most = Number(control.attributes.maxUsages ?? Number.POSITIVE_INFINITY);
  if (paths.length > most) return `Choose at most ${most}.`;
  if (control.attributes.leafsOnly !== "true") return null;
  const branch = paths.find((path) => (optionAt(control.options, path)?.children.length ?? 0) > 0);
  return branch ? `Choose what stands below "${branch.at(-1)}", not all of it.` : null;
}
