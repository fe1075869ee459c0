import type { LabelOption } from "../ls/schema";
import type { Decisions, Region, Verdict } from "./model";
import { isDrawn } from "./model";
import { scoreOf } from "./provenance";

/** What the list of instances is ordered by; each falls back to reading order. */
export type Sorting = "order" | "label" | "drawn" | "score" | "verdict";

export interface Arrangement {
  readonly sorting: Sorting;
  /** Regions stand below the name of their class. */
  readonly byClass: boolean;
  /** Only what has these words in it. */
  readonly sought: string;
  /** Keys of heads and of regions whose parts are put away. */
  readonly closed: ReadonlySet<string>;
}

export interface RegionRow {
  readonly kind: "region";
  readonly key: string;
  readonly region: Region;
  /** How deep it stands below heads and below the regions that it is a part of. */
  readonly depth: number;
  /** A model proposes it; nobody took it yet. */
  readonly offered: boolean;
  readonly parts: number;
  readonly open: boolean;
}

export interface HeadRow {
  readonly kind: "head";
  readonly key: string;
  readonly title: string;
  readonly colour: string | null;
  readonly count: number;
  /** Whether it opens and closes; a plain caption does not. */
  readonly folds: boolean;
  readonly open: boolean;
}

export type ListRow = RegionRow | HeadRow;

/** What there is to list, with the words that people look for. */
export interface Listed {
  /** Everything in reading order. */
  readonly regions: readonly Region[];
  readonly offered: readonly Region[];
  readonly decisions: Decisions;
  readonly wordsOf: (region: Region) => string;
  /** The option that names and colours a region. */
  readonly classOf: (region: Region) => Pick<LabelOption, "title" | "colour"> | undefined;
}

const SECTIONS = ["drawn", "links", "answers", "kept"] as const;
type Section = (typeof SECTIONS)[number];

const SECTION_TITLES: Readonly<Record<Exclude<Section, "drawn">, string>> = {
  links: "Relations",
  answers: "About the item",
  kept: "Kept as it is",
};

const NO_CLASS = "No label";

/** A rejected one wants attention first, then what nobody judged yet. */
const VERDICT_ORDER: readonly (Verdict | undefined)[] = [
  "rejected",
  "pending",
  "fixed",
  "approved",
  undefined,
];

/** Whether the rows stand below each other in a tree: by class, or as parts of groups. */
export function isTree(regions: readonly Region[], { byClass }: Pick<Arrangement, "byClass">): boolean {
  return byClass || regions.some((region) => region.parent !== null);
}

/** The rows of the list of instances, from the top. */
export function listRows(listed: Listed, arrangement: Arrangement): readonly ListRow[] {
  const wanted = arrangement.sought.trim().toLowerCase();
  const matches = (region: Region) => wanted === "" || listed.wordsOf(region).toLowerCase().includes(wanted);
  const found = new Map<Section, Region[]>(SECTIONS.map((section) => [section, []]));
  for (const region of listed.regions) if (matches(region)) found.get(sectionOf(region))?.push(region);
  const folds = isTree(listed.regions, arrangement);
  const rows: ListRow[] = drawnRows(found.get("drawn") ?? [], listed, arrangement);
  for (const section of SECTIONS) {
    if (section === "drawn") continue;
    rows.push(...below(SECTION_TITLES[section], `#${section}`, found.get(section) ?? [], folds, arrangement));
  }
  const offered = listed.offered.filter(matches);
  rows.push(...below("Suggestions", "#offered", offered, folds, arrangement, true));
  return rows;
}

function sectionOf(region: Region): Section {
  if (isDrawn(region)) return "drawn";
  return region.shape.kind === "link" ? "links" : region.shape.kind === "whole" ? "answers" : "kept";
}

/** The drawn regions: as they come, or below their classes. */
function drawnRows(drawn: readonly Region[], listed: Listed, arrangement: Arrangement): ListRow[] {
  const sorted = sortedBy(drawn, listed, arrangement.sorting);
  const { parts, roots } = nested(sorted);
  if (!arrangement.byClass) return roots.flatMap((root) => branch(root, 0, parts, arrangement.closed));
  const classes = new Map<string, Region[]>();
  for (const root of roots) {
    const title = listed.classOf(root)?.title ?? NO_CLASS;
    const members = classes.get(title);
    if (members) members.push(root);
    else classes.set(title, [root]);
  }
  return [...classes].flatMap(([title, members]): ListRow[] => {
    const key = `#class ${title}`;
    const open = !arrangement.closed.has(key);
    const colour = (members[0] && listed.classOf(members[0])?.colour) ?? null;
    const rows = members.flatMap((root) => branch(root, 1, parts, arrangement.closed));
    const head: HeadRow = { kind: "head", key, title, colour, count: members.length, folds: true, open };
    return open ? [head, ...rows] : [head];
  });
}

function below(
  title: string,
  key: string,
  regions: readonly Region[],
  folds: boolean,
  { closed }: Arrangement,
  offered = false,
): ListRow[] {
  if (regions.length === 0) return [];
  const open = !folds || !closed.has(key);
  const head: HeadRow = { kind: "head", key, title, colour: null, count: regions.length, folds, open };
  if (!open) return [head];
  return [head, ...regions.map((region) => rowOf(region, folds ? 1 : 0, offered))];
}

function rowOf(region: Region, depth: number, offered = false, parts = 0, open = true): RegionRow {
  const key = offered ? `?${region.id}` : region.id;
  return { kind: "region", key, region, depth, offered, parts, open };
}

/** A region with its parts below it. */
function branch(
  region: Region,
  depth: number,
  parts: ReadonlyMap<string, readonly Region[]>,
  closed: ReadonlySet<string>,
): ListRow[] {
  const own = parts.get(region.id) ?? [];
  const open = !closed.has(region.id);
  const row = rowOf(region, depth, false, own.length, open);
  return open ? [row, ...own.flatMap((part) => branch(part, depth + 1, parts, closed))] : [row];
}

/** Which regions stand at the top, and the parts of each; a group that is its own part stands at the top. */
function nested(regions: readonly Region[]) {
  const known = new Map(regions.map((region) => [region.id, region]));
  const parts = new Map<string, Region[]>();
  const roots: Region[] = [];
  for (const region of regions) {
    const parent = region.parent === null ? undefined : known.get(region.parent);
    if (!parent || isAround(region, parent, known)) roots.push(region);
    else parts.set(parent.id, [...(parts.get(parent.id) ?? []), region]);
  }
  return { parts, roots };
}

/** Whether the way up from a region never ends. */
function isAround(region: Region, parent: Region, known: ReadonlyMap<string, Region>): boolean {
  const seen = new Set([region.id]);
  for (let at: Region | undefined = parent; at; at = at.parent === null ? undefined : known.get(at.parent)) {
    if (seen.has(at.id)) return true;
    seen.add(at.id);
  }
  return false;
}

function sortedBy(regions: readonly Region[], listed: Listed, sorting: Sorting): readonly Region[] {
  if (sorting === "order") return regions;
  const { classOf, decisions } = listed;
  const rank = (region: Region): number => {
    if (sorting === "drawn") return region.rank;
    // The surest first; those without a score last.
    if (sorting === "score") return -(scoreOf(region) ?? -1);
    return VERDICT_ORDER.indexOf(decisions.get(region.id)?.verdict);
  };
  if (sorting !== "label") return [...regions].sort((a, b) => rank(a) - rank(b));
  const title = new Map(regions.map((region) => [region, classOf(region)?.title ?? NO_CLASS]));
  return [...regions].sort((a, b) => (title.get(a) ?? "").localeCompare(title.get(b) ?? ""));
}
