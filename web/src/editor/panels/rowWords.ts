import { kindOf } from "../core/kinds";
import { DIFFERENCE_LOOKS } from "../core/looks";
import type { DifferenceMark, Region, Regions, Verdict } from "../core/model";
import { scoreOf } from "../core/provenance";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, regionTitle } from "../core/titles";

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pending: "Pending",
  approved: "Approved",
  fixed: "Fixed",
  rejected: "Rejected",
};

interface RowWords {
  readonly name: string;
  readonly value: string;
}

/** What a row says: a box its numbered name, a span its text and label, an answer its question and choices. */
export function rowWords(region: Region, editor: Editor, offered = false): RowWords {
  const { regions, schema, suggestions } = editor.state();
  const among = offered ? suggestions : regions;
  const { shape } = region;
  if (shape.kind === "whole") return { name: region.control, value: answersTitle(region) || "–" };
  if (shape.kind === "link") {
    const ends = `${endTitle(shape.from, among, editor)} ${ARROWS[shape.direction]} ${endTitle(shape.to, among, editor)}`;
    return { name: ends, value: labelTitle(region, schema) };
  }
  const name = regionTitle(region, among, schema, editor.context(region.object));
  if (shape.kind === "opaque") {
    return { name, value: shape.misplaced ? "cannot be placed" : "kept as it is" };
  }
  const says = kindOf(shape).excerpt !== undefined;
  return { name, value: says ? labelTitle(region, schema) || "No label" : "" };
}

const ARROWS = { right: "→", left: "←", bi: "↔" } as const;

/** What the end of a relation is called; one that is not there says so. */
export function endTitle(id: string, regions: Regions, editor: Editor): string {
  const region = regions.get(id);
  return region
    ? regionTitle(region, regions, editor.state().schema, editor.context(region.object))
    : "missing region";
}

export interface RowState {
  readonly verdict: Verdict | null;
  readonly hidden: boolean;
  readonly locked: boolean;
  readonly difference: DifferenceMark | null;
}

/** Everything that a row shows, as one sentence for those who do not see it. */
export function rowSentence(
  { name, value }: RowWords,
  region: Region,
  { difference, hidden, locked, verdict }: RowState,
  offered: boolean,
): string {
  const score = scoreOf(region);
  const parts = [
    name,
    value,
    offered && "suggestion",
    score !== null && `score ${score.toFixed(2)}`,
    verdict && VERDICT_WORDS[verdict].toLowerCase(),
    difference && DIFFERENCE_LOOKS[difference.difference].word.toLowerCase(),
    hidden && "hidden",
    locked && "locked",
    region.note ? "with a note" : "",
  ];
  return parts.filter(Boolean).join(", ");
}
