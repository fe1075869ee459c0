import { type PredictionRef, predictionOf } from "../ls/predicted";
import type { LsResultItem } from "../ls/resultItem";
import type { Origin, Region, SourceItem } from "./model";

/** Where a region comes from after a person changed it: a prediction that was touched says so. */
export function originAfterEdit(origin: Origin): Origin {
  return origin === "prediction" ? "prediction-changed" : origin;
}

/** Gives the entries of a region to another id and place: what they say of it, its score and model, goes along. */
export function handedOn(
  sources: readonly SourceItem[],
  id: string,
  rank: number,
  more: Readonly<Record<string, unknown>> = {},
): readonly SourceItem[] {
  return sources.map(({ item }, at) => {
    const { hidden: _, ...rest } = item;
    const own: LsResultItem = item.type === "relation" ? rest : { ...rest, ...more, id };
    return { index: rank + at, item: own };
  });
}

/** A suggestion as a region of the person's own work, which says what it was taken from and how sure the model was. */
export function takenSuggestion(suggestion: Region, id: string, rank: number): Region {
  const sources = handedOn(suggestion.sources, id, rank, { origin: "prediction" });
  return { ...suggestion, id, rank, origin: "prediction", sources };
}

/** The score that a model gave a region, between 0 and 1; null where it gave none. */
export function scoreOf(region: Region): number | null {
  const scores = region.sources.map(({ item }) => item.score ?? item.value?.score);
  const score = scores.find((each) => typeof each === "number" && Number.isFinite(each));
  return typeof score === "number" ? score : null;
}

/** The prediction that a region was taken from; null when a person drew it, or nothing says which. */
export function predictionBehind({ sources }: Region): PredictionRef | null {
  for (const { item } of sources) {
    const found = predictionOf(item);
    if (found) return found;
  }
  return null;
}

/** What groups of the list are called. */
export const ORIGIN_TITLES: Readonly<Record<Origin, string>> = {
  prediction: "Suggested by a model",
  "prediction-changed": "Suggested, then changed",
  manual: "Drawn by hand",
};

/** Somebody and a time, in words: "Ada", "at 14:02". */
export interface Deed {
  readonly by: string;
  readonly at: string;
}

/** Who made a region and who changed it last, as far as it was handed in. */
export interface Authorship {
  readonly made: Deed | null;
  readonly changed: Deed | null;
}

/** Where a region comes from and whose hands it went through, one sentence a line. */
export function provenanceWords(
  region: Region,
  authorship: Authorship | null,
  touched: boolean,
): readonly string[] {
  const answers = region.shape.kind === "whole";
  const lines: string[] = [];
  const { changed, made } = authorship ?? { changed: null, made: null };
  if (region.origin === "manual") {
    if (made) lines.push(`${answers ? "Answered" : "Drawn"} by ${made.by} ${made.at}`);
    else if (!touched) lines.push(answers ? "Answered by hand" : ORIGIN_TITLES.manual);
  } else {
    const score = scoreOf(region);
    const model = predictionBehind(region)?.model || "a model";
    lines.push(`From ${model}${score === null ? "" : `, score ${score.toFixed(2)}`}`);
    if (made) lines.push(`Taken by ${made.by} ${made.at}`);
  }
  if (changed) lines.push(`Changed by ${changed.by} ${changed.at}`);
  else if (region.origin === "prediction-changed" && !made && !touched) lines.push("Changed by hand");
  if (touched) lines.push(pendingWords(region.origin, made !== null));
  return lines;
}

/** What was done to a region that is not handed in yet: a suggestion may be taken as it is, or taken and changed. */
function pendingWords(origin: Origin, isKnown: boolean): string {
  if (isKnown) return "Changed now, not handed in yet";
  if (origin === "prediction") return "Taken as it is, not handed in yet";
  return origin === "manual" ? "Not handed in yet" : "Taken, then changed, not handed in yet";
}
