import { DIFFERENCE_LOOKS } from "../../core/looks";
import { labelTitle, mainOption, NO_LABEL_COLOUR } from "../../core/titles";
import type { LabelSchema } from "../../ls/schema";
import type { Mark, Segment } from "./marks";

/** How a marked stretch looks: attributes and custom properties that `text.css` draws. */
export interface Look {
  readonly attributes: Readonly<Record<`data-${string}`, string>>;
  readonly style: Readonly<Record<`--${string}`, string>>;
}

/** How many marks below the innermost still show as lines of their own. */
const DEEPEST = 2;

export function lookOf(segment: Segment, chosen: ReadonlySet<string>, schema: LabelSchema): Look {
  const selected = segment.marks.findLast((mark) => mark.role === "region" && chosen.has(mark.region.id));
  const top = selected ?? segment.marks.at(-1);
  if (!top) return { attributes: {}, style: {} };
  const below = segment.marks
    .filter((mark) => mark !== top)
    .slice(-DEEPEST)
    .reverse();
  const ending = segment.marks.filter((mark) => mark.end === segment.end && mark.role !== "ghost");
  const ground = segment.marks.findLast((mark) => mark.role === "region");
  const edges = [top.start === segment.start ? "start" : "", top.end === segment.end ? "end" : ""];
  const shadows = below.flatMap((mark, depth) => [
    `0 ${1 + depth * 3}px 0 var(--surface)`,
    `0 ${3 + depth * 3}px 0 ${lineOf(mark, schema)}`,
  ]);
  const label = ending.map((mark) => nameOf(mark, schema)).join(" · ");
  return {
    attributes: {
      "data-role": top.role,
      "data-edges": edges.join(" ").trim(),
      ...(top.difference && { "data-difference": top.difference }),
      ...(top.verdict && { "data-verdict": top.verdict }),
      ...(selected && { "data-selected": "" }),
      ...(label !== "" && { "data-label": label }),
    },
    style: {
      "--c": colourOf(top, schema),
      ...(top.opacity < 1 && { "--o": `${top.opacity}` }),
      "--ground": ground ? colourOf(ground, schema) : "var(--surface)",
      ...(shadows.length > 0 && { "--below": shadows.join(", ") }),
    },
  };
}

const VERDICT_SIGNS = { approved: " ✓", fixed: " ✎", rejected: " ✕", pending: "" } as const;

function nameOf(mark: Mark, schema: LabelSchema): string {
  const title = labelTitle(mark.region, schema) || "No label";
  if (mark.role === "suggestion") return `${title}?`;
  if (mark.difference) return `${title}, ${DIFFERENCE_LOOKS[mark.difference].word.toLowerCase()}`;
  return mark.verdict ? title + VERDICT_SIGNS[mark.verdict] : title;
}

/** The line of a mark below another: where annotations are compared it says what became of it. */
function lineOf(mark: Mark, schema: LabelSchema): string {
  return mark.difference ? DIFFERENCE_LOOKS[mark.difference].colour : colourOf(mark, schema);
}

function colourOf(mark: Mark, schema: LabelSchema): string {
  return mainOption(mark.region, schema)?.colour ?? NO_LABEL_COLOUR;
}
