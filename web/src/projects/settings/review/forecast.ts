/** What other rates would have made of the last work, in words. */
import type { SamplingForecast } from "../../../api/contract";
import { count, counted } from "../../../kit/numbers";

export type Expected = Pick<SamplingForecast, "considered" | "expected" | "low" | "high" | "now_reviewed">;

/** The sentence under the share of the project. `noun` is what is judged: an instance, or an annotation. */
export function sentenceOf(found: Expected, noun: "instance" | "annotation"): string {
  if (found.considered === 0) {
    return `No ${noun} was handed in yet. As soon as some are, this says how many of them would be reviewed.`;
  }
  const last = found.considered === 1 ? `the only ${noun}` : `the last ${counted(found.considered, noun)}`;
  return `At these rates ${numberOf(found)} of ${last} would have been reviewed; ${count(found.now_reviewed)} ${
    found.now_reviewed === 1 ? "was" : "were"
  }.`;
}

/** The same for a part, in a row. Undefined: nothing of it is among the last. */
export function partOf(found: Expected | undefined): string {
  if (!found) return "None among the last.";
  return `${startWithCapital(numberOf(found))} of ${count(found.considered)}; ${count(found.now_reviewed)} ${
    found.now_reviewed === 1 ? "was" : "were"
  }.`;
}

function numberOf({ expected, high, low }: Expected): string {
  if (low === high) return count(low);
  return `about ${count(Math.round(expected))} (${count(low)}–${count(high)})`;
}

function startWithCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
