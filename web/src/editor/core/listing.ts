import type { LabelOption } from "../ls/schema";
import type { Decisions, Origin, Region, Verdict } from "./model";
import { isDrawn } from "./model";
import { ORIGIN_TITLES, scoreOf } from "./provenance";

/** What the list of instances is ordered by; each falls back to reading order. */
export type Sorting = "order" | "label" | "drawn" | "origin" | "score" | "verdict";

/** Under which heads the drawn regions stand. */
export type Grouping = "none" | "class" | "origin" | "score" | "verdict";

export interface Arrangement {
  readonly sorting: Sorting;
  readonly grouping: Grouping;
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

/** What a model took by itself first, then what a person made of it, then what nobody proposed. */
const ORIGIN_ORDER: readonly Origin[] = ["prediction", "prediction-changed", "manual"];

const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  rejected: "Rejected",
  pending: "Pending",
  fixed: "Fixed",
  approved: "Approved",
};

/** Scores stand together by steps of so much. */
const SCORE_STEP = 0.1;

/** Whether the rows stand below each other in a tree: under heads, or as parts of groups. */
export function isTree(regions: readonly Region[], { grouping }: Pick<Arrangement, "grouping">): boolean {
  return grouping !== "none" || regions.some((region) => region.parent !== null);
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

/** The drawn regions: as they come, or below their heads. */
function drawnRows(drawn: readonly Region[], listed: Listed, arrangement: Arrangement): ListRow[] {
  const sorted = sortedBy(drawn, listed, arrangement.sorting);
  const { parts, roots } = nested(sorted);
  if (arrangement.grouping === "none")
    return roots.flatMap((root) => branch(root, 0, parts, arrangement.closed));
  const heads = new Map<string, Head & { readonly members: Region[] }>();
  for (const root of roots) {
    const head = headOf(root, listed, arrangement.grouping);
    const known = heads.get(head.title);
    if (known) known.members.push(root);
    else heads.set(head.title, { ...head, members: [root] });
  }
  // Classes stand in the order of their first region, the others in one of their own.
  const ordered = [...heads.values()].sort((a, b) => a.rank - b.rank);
  return ordered.flatMap(({ colour, members, title }): ListRow[] => {
    const key = `#${arrangement.grouping} ${title}`;
    const open = !arrangement.closed.has(key);
    const rows = members.flatMap((root) => branch(root, 1, parts, arrangement.closed));
    const head: HeadRow = { kind: "head", key, title, colour, count: members.length, folds: true, open };
    return open ? [head, ...rows] : [head];
  });
}

interface Head {
  readonly title: string;
  readonly colour: string | null;
  readonly rank: number;
}

function headOf(region: Region, { classOf, decisions }: Listed, grouping: Grouping): Head {
  if (grouping === "origin") {
    return { title: ORIGIN_TITLES[region.origin], colour: null, rank: ORIGIN_ORDER.indexOf(region.origin) };
  }
  if (grouping === "score") {
    const score = scoreOf(region);
    if (score === null) return { title: "No score", colour: null, rank: 1 };
    // A score of 1 stands with those just below it; tenths are counted so that no rounding parts 0.3 from itself.
    const step = Math.min(Math.floor(score / SCORE_STEP + 1e-9), 1 / SCORE_STEP - 1);
    const [from, to] = [step * SCORE_STEP, (step + 1) * SCORE_STEP];
    return { title: `Score ${from.toFixed(1)} to ${to.toFixed(1)}`, colour: null, rank: -step };
  }
  if (grouping === "verdict") {
    const verdict = decisions.get(region.id)?.verdict;
    const title = verdict ? VERDICT_TITLES[verdict] : "No verdict";
    return { title, colour: null, rank: VERDICT_ORDER.indexOf(verdict) };
  }
  const option = classOf(region);
  return { title: option?.title ?? NO_CLASS, colour: option?.colour ?? null, rank: 0 };
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
    if (sorting === "origin") return ORIGIN_ORDER.indexOf(region.origin);
    // The surest first; those without a score last.
    if (sorting === "score") return -(scoreOf(region) ?? -1);
    return VERDICT_ORDER.indexOf(decisions.get(region.id)?.verdict);
  };
  if (sorting !== "label") return [...regions].sort((a, b) => rank(a) - rank(b));
  const title = new Map(regions.map((region) => [region, classOf(region)?.title ?? NO_CLASS]));
  return [...regions].sort((a, b) => (title.get(a) ?? "").localeCompare(title.get(b) ?? ""));
}
