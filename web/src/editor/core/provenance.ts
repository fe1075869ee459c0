import type { Origin, Region } from "./model";

/** Where a region comes from after a person changed it: a prediction that was touched says so. */
export function originAfterEdit(origin: Origin): Origin {
  return origin === "prediction" ? "prediction-changed" : origin;
}

/** A suggestion as a region of the person's own work: a new identity, still marked as a prediction. */
export function takenSuggestion(suggestion: Region, id: string, rank: number): Region {
  return { ...suggestion, id, rank, origin: "prediction", parent: null, sources: [] };
}

/** How the origin reads in the details of a region. */
export function originTitle(origin: Origin): string {
  if (origin === "prediction") return "Suggested by a model";
  return origin === "prediction-changed" ? "Suggested, then changed" : "Drawn by hand";
}

/** The score that a model gave a region, between 0 and 1; null where it gave none. */
export function scoreOf(region: Region): number | null {
  const scores = region.sources.map(({ item }) => item.score ?? item.value?.score);
  const score = scores.find((each) => typeof each === "number" && Number.isFinite(each));
  return typeof score === "number" ? score : null;
}
