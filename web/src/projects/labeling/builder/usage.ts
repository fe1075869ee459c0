/** Which options people already gave as answers: they cannot be taken away. */
import { attributeOf, type OptionRow } from "../../../editor/building";
import type { Part } from "./outline";

/** By control and answer, how often it was given; the way to an answer of a tree is written as JSON. */
export type Usage = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** How often an option was given. */
export function usesOf(usage: Usage, part: Part, row: OptionRow, parts: readonly Part[]): number {
  const [word = ""] = row.way.slice(-1);
  return answersOf(usage, part, parts).reduce((sum, [answer, count]) => {
    const isPlain = answer === word && (row.depth === 0 || !isNested(part));
    return isPlain || isWay(answer, row.way) ? sum + count : sum;
  }, 0);
}

/** How often a part was answered at all. */
export function answersGiven(usage: Usage, part: Part, parts: readonly Part[]): number {
  if (part.row?.role !== "control") return 0;
  return answersOf(usage, part, parts).reduce((sum, [, count]) => sum + count, 0);
}

function answersOf(usage: Usage, part: Part, parts: readonly Part[]): [string, number][] {
  const name = part.tag === "Relations" ? "" : attributeOf(part.element, "name");
  const own = Object.entries(usage[name] ?? {});
  if (!part.row?.names || part.tag !== "Labels") return own;
  // Bare drawing tags beside it carry its words.
  const about = attributeOf(part.element, "toName");
  const drawers = parts.filter(
    ({ element, row }) => row?.draws && !row.names && attributeOf(element, "toName") === about,
  );
  return own.concat(
    drawers.flatMap(({ element }) => Object.entries(usage[attributeOf(element, "name")] ?? {})),
  );
}

function isNested(part: Part): boolean {
  return part.tag === "Taxonomy" || attributeOf(part.element, "allowNested") === "true";
}

function isWay(answer: string, way: readonly string[]): boolean {
  if (!answer.startsWith("[")) return false;
  try {
    const parsed: unknown = JSON.parse(answer);
    return (
      Array.isArray(parsed) && parsed.length === way.length && parsed.every((word, at) => word === way[at])
    );
  } catch {
    return false;
  }
}
