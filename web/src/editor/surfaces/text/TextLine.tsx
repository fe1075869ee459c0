import { type CSSProperties, memo } from "react";
import type { LabelSchema } from "../../ls/schema";
import { lookOf } from "./look";
import { type Line, type Mark, segmentsOf } from "./marks";

interface Props {
  readonly line: Line;
  /** The place of the line among all of them. */
  readonly number: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The selected regions that lie on this line. */
  readonly chosen: ReadonlySet<string>;
  readonly schema: LabelSchema;
}

/** One line of the text; drawn again only when its own marks change. */
export const TextLine = memo(function TextLine({ chosen, line, marks, number, schema, text }: Props) {
  const place = { "data-line": number, "data-start": line.start, "data-end": line.end };
  if (line.start === line.end) {
    return (
      <p className="ed-line" {...place} data-empty>
        <br />
      </p>
    );
  }
  return (
    <p className="ed-line" dir="auto" {...place}>
      {segmentsOf(line, marks).map((segment) => {
        const part = text.slice(segment.start - line.start, segment.end - line.start);
        if (segment.marks.length === 0) {
          return (
            <span key={segment.start} data-start={segment.start}>
              {part}
            </span>
          );
        }
        const { attributes, style } = lookOf(segment, chosen, schema);
        return (
          <mark
            key={segment.start}
            className="ed-mark"
            data-start={segment.start}
            {...attributes}
            style={style as CSSProperties}
          >
            {part}
          </mark>
        );
      })}
    </p>
  );
});
