/** What can be compared on a task: everybody's annotations, what models said, and work of one's own. */
import { authorId, called, type People } from "../people";
import type { Result } from "../shapes";
import type { TaskTab } from "../task/tabs";
import { asOwn } from "../work/predicted";

export interface Entry {
  id: string;
  title: string;
  /** What stands behind the title in small: a number, a score. */
  note: string;
  result: Result;
  isTruth: boolean;
  isPrediction: boolean;
}

/** The entries in the order of the tabs; skips say nothing and are left out. */
export function entriesOf(tabs: readonly TaskTab[], people: People): Entry[] {
  return tabs.flatMap((tab): Entry[] => {
    if (tab.kind === "annotation") {
      const { annotation } = tab;
      if (annotation.was_cancelled) return [];
      const title = called(people(authorId(annotation)));
      const result = annotation.result;
      return [
        {
          id: tab.id,
          title,
          note: `#${annotation.id}`,
          result,
          isTruth: annotation.ground_truth,
          isPrediction: false,
        },
      ];
    }
    if (tab.kind === "prediction") {
      const { id, model_version, score } = tab.prediction;
      // What is taken over from a model says so.
      const result = asOwn(tab.prediction);
      const title = model_version || `Prediction ${id}`;
      const note = score === null ? "" : score.toFixed(2);
      return [{ id: tab.id, title, note, result, isTruth: false, isPrediction: true }];
    }
    return [];
  });
}

/** What the others are measured by: the ground truth, else the first annotation, else the first there is. */
export function firstBase(entries: readonly Entry[]): string | null {
  const truth = entries.find(({ isTruth }) => isTruth);
  return (truth ?? entries.find(({ isPrediction }) => !isPrediction) ?? entries[0])?.id ?? null;
}

/** Somebody who is measured by the base, with how alike they are to it, from 0 to 1. */
export interface Measured {
  entry: Entry;
  comparison: { score: number } | null;
}

/** Who is shown beside the base at first: who differs from it most, people before models. */
export function firstFocus<T extends Measured>(others: readonly T[]): T | null {
  const people = others.filter(({ comparison, entry }) => !entry.isPrediction && scoreOf(comparison) < 1);
  const [first = null, ...rest] = people.length > 0 ? people : others;
  return rest.reduce(
    (least, other) => (least && scoreOf(other.comparison) >= scoreOf(least.comparison) ? least : other),
    first,
  );
}

function scoreOf(comparison: Measured["comparison"]): number {
  return comparison?.score ?? 1;
}
