/** What differs between two versions of the same work: pure, so that lists, canvas and tests agree. */
import { answerWords, type Editor, equal, factsOf, kindTitle, type Region } from "../editor";

export interface Difference {
  name: string;
  before: string;
  after: string;
}

export interface Changed {
  id: string;
  kind: "added" | "removed" | "changed";
  /** The region as it is, or as it was when it is gone. */
  region: Region;
  differences: Difference[];
}

type Regions = ReadonlyMap<string, Region>;

/** Knows the objects that regions lie on, for words instead of numbers. */
type ContextOf = Editor["context"];

/** Every region that was added, removed or changed, in the order of the newer version; removed ones last. */
export function whatChanged(before: Regions, after: Regions, contextOf: ContextOf): Changed[] {
  if (before === after) return [];
  const old = new Map([...before.values()].map((region) => [identity(region), region]));
  const changes: Changed[] = [];
  for (const region of [...after.values()].sort((a, b) => a.rank - b.rank)) {
    const was = old.get(identity(region));
    old.delete(identity(region));
    if (!was) {
      changes.push({ id: region.id, kind: "added", region, differences: [] });
      continue;
    }
    if (was === region) continue;
    const differences = differencesOf(was, region, contextOf);
    if (differences.length > 0) changes.push({ id: region.id, kind: "changed", region, differences });
  }
  for (const region of old.values()) {
    changes.push({ id: region.id, kind: "removed", region, differences: [] });
  }
  return changes;
}

/** Answers about the whole item are the same answer whatever id they were stored under. */
function identity(region: Region): string {
  return region.shape.kind === "whole" ? `whole ${region.control}` : region.id;
}

function differencesOf(before: Region, after: Region, contextOf: ContextOf): Difference[] {
  const found: Difference[] = [];
  const note = (name: string, was: string, is: string) => {
    if (was !== is) found.push({ name, before: was, after: is });
  };
  note("Label", before.labels.join(", "), after.labels.join(", "));
  const controls = new Set([...before.answers.keys(), ...after.answers.keys()]);
  for (const control of controls) note(control, answered(before, control), answered(after, control));
  note("Note", before.note ?? "none", after.note ?? "none");
  if (before.shape.kind !== after.shape.kind) note("Kind", kindTitle(before), kindTitle(after));
  else {
    const said = found.length;
    const context = contextOf(after.object);
    const were = new Map(factsOf(before.shape, context).map(({ name, value }) => [name, value]));
    for (const { name, value } of factsOf(after.shape, context)) {
      note(name, were.get(name) ?? "none", value);
      were.delete(name);
    }
    for (const [name, value] of were) note(name, value, "none");
    // The facts of a film's track or of a long outline do not say where each of its points is.
    if (found.length === said && !equal(before.shape, after.shape)) {
      note("Place", "as it was", movedWords(before.shape, after.shape));
    }
  }
  return found;
}

function movedWords(before: Region["shape"], after: Region["shape"]): string {
  if (before.kind !== "track" || after.kind !== "track") return "changed";
  const were = new Map(before.sequence.map((key) => [key.frame, key]));
  const frames = after.sequence.filter((key) => !equal(were.get(key.frame), key)).map(({ frame }) => frame);
  if (frames.length === 0) return "changed";
  return `changed at ${frames.length === 1 ? "frame" : "frames"} ${frames.join(", ")}`;
}

function answered(region: Region, control: string): string {
  const answer = region.answers.get(control);
  return (answer && answerWords(answer, control)) || "none";
}
