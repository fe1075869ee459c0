/** What differs between two versions of the same work: pure, so that lists, canvas and tests agree. */
import type { Region } from "../editor";

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

type SpanShape = Extract<Region["shape"], { kind: "span" }>;
type Regions = ReadonlyMap<string, Region>;

/** Reads the text that a span covers, for words instead of numbers. */
export type TextOf = (object: string) => string | null;

/** Every region that was added, removed or changed, in the order of the newer version; removed ones last. */
export function whatChanged(before: Regions, after: Regions, textOf: TextOf): Changed[] {
  const old = new Map([...before.values()].map((region) => [identity(region), region]));
  const changes: Changed[] = [];
  for (const region of [...after.values()].sort((a, b) => a.rank - b.rank)) {
    const was = old.get(identity(region));
    old.delete(identity(region));
    if (!was) {
      changes.push({ id: region.id, kind: "added", region, differences: [] });
      continue;
    }
    const differences = differencesOf(was, region, textOf);
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

function differencesOf(before: Region, after: Region, textOf: TextOf): Difference[] {
  const found: Difference[] = [];
  const note = (name: string, was: string, is: string) => {
    if (was !== is) found.push({ name, before: was, after: is });
  };
  note("Label", before.labels.join(", "), after.labels.join(", "));
  const controls = new Set([...before.answers.keys(), ...after.answers.keys()]);
  for (const control of controls) note(control, answered(before, control), answered(after, control));
  const { shape: was } = before;
  const { shape: is } = after;
  if (was.kind === "span" && is.kind === "span") {
    const text = textOf(after.object);
    if (was.start !== is.start || was.end !== is.end) {
      found.push({ name: "Text", before: excerpt(text, was), after: excerpt(text, is) });
    }
  } else if (was.kind === "box" && is.kind === "box") {
    const { width, height } = is.picture;
    const across = (part: number) => pixels(part, width);
    const down = (part: number) => pixels(part, height);
    note("Left", across(was.x), across(is.x));
    note("Top", down(was.y), down(is.y));
    note("Width", across(was.width), across(is.width));
    note("Height", down(was.height), down(is.height));
    note("Rotation", `${Math.round(was.rotation)}°`, `${Math.round(is.rotation)}°`);
  } else {
    note("Kind", was.kind, is.kind);
  }
  return found;
}

function answered(region: Region, control: string): string {
  return region.answers.get(control)?.choices.join(", ") || "none";
}

function pixels(percent: number, size: number): string {
  return size > 0 ? `${Math.round((percent / 100) * size)} px` : `${percent.toFixed(1)}%`;
}

const LONGEST = 60;

function excerpt(text: string | null, { start, end }: SpanShape): string {
  if (text === null) return `${start} to ${end}`;
  const words = text.slice(start, end).replace(/\s+/g, " ").trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words || `${start} to ${end}`;
}
