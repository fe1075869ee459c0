import { type CSSProperties, memo } from "react";
import { labelTitle, mainOption, NO_LABEL_COLOUR } from "../../core/titles";
import type { LabelSchema } from "../../ls/schema";
import { type Line, type Mark, type Segment, segmentsOf } from "./marks";

interface Props {
  readonly line: Line;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The selected region, when it lies on this line. */
  readonly selectedId: string | null;
  readonly schema: LabelSchema;
}

/** One line of the text; drawn again only when its own marks change. */
export const TextLine = memo(function TextLine({ line, marks, schema, selectedId, text }: Props) {
  if (line.start === line.end) {
    return (
      <p className="ed-line" data-start={line.start} data-end={line.end} data-empty>
        <br />
      </p>
    );
  }
  return (
    <p className="ed-line" dir="auto" data-start={line.start} data-end={line.end}>
      {segmentsOf(line, marks).map((segment) => {
        const part = text.slice(segment.start - line.start, segment.end - line.start);
        if (segment.marks.length === 0) {
          return (
            <span key={segment.start} data-start={segment.start}>
              {part}
            </span>
          );
        }
        return (
          <mark
            key={segment.start}
            className="ed-mark"
            data-start={segment.start}
            {...lookOf(segment, selectedId, schema)}
          >
            {part}
          </mark>
        );
      })}
    </p>
  );
});

/** How many marks below the innermost still show as lines of their own. */
const DEEPEST = 2;

function lookOf(segment: Segment, selectedId: string | null, schema: LabelSchema) {
  const chosen = segment.marks.find((mark) => mark.role === "region" && mark.region.id === selectedId);
  const top = chosen ?? segment.marks.at(-1);
  if (!top) return {};
  const below = segment.marks
    .filter((mark) => mark !== top)
    .slice(-DEEPEST)
    .reverse();
  const ending = segment.marks.filter((mark) => mark.end === segment.end && mark.role !== "ghost");
  const ground = segment.marks.findLast((mark) => mark.role === "region");
  const edges = [top.start === segment.start ? "start" : "", top.end === segment.end ? "end" : ""];
  const shadows = below.flatMap((mark, depth) => [
    `0 ${1 + depth * 3}px 0 var(--surface)`,
    `0 ${3 + depth * 3}px 0 ${colourOf(mark, schema)}`,
  ]);
  return {
    "data-role": top.role,
    "data-verdict": top.verdict ?? undefined,
    "data-selected": chosen ? "" : undefined,
    "data-edges": edges.join(" ").trim(),
    "data-label": ending.map((mark) => nameOf(mark, schema)).join(" · ") || undefined,
    style: {
      "--c": colourOf(top, schema),
      "--ground": ground ? colourOf(ground, schema) : "var(--surface)",
      "--below": shadows.length > 0 ? shadows.join(", ") : undefined,
    } as CSSProperties,
  };
}

const VERDICT_SIGNS = { approved: " ✓", fixed: " ✎", rejected: " ✕", pending: "" } as const;

function nameOf(mark: Mark, schema: LabelSchema): string {
  const title = labelTitle(mark.region, schema) || "No label";
  if (mark.role === "suggestion") return `${title}?`;
  return mark.verdict ? title + VERDICT_SIGNS[mark.verdict] : title;
}

function colourOf(mark: Mark, schema: LabelSchema): string {
  return mainOption(mark.region, schema)?.colour ?? NO_LABEL_COLOUR;
}
