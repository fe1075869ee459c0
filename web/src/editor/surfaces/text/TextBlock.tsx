import { type CSSProperties, memo, type ReactNode } from "react";
import type { LabelSchema } from "../../ls/schema";
import { type Block, guessedHeight } from "./blocks";
import type { Mark } from "./marks";
import type { Prose } from "./prose";
import { TextLine } from "./TextLine";
import { type Marks, NONE_CHOSEN } from "./useMarks";

interface Props {
  readonly block: Block;
  readonly number: number;
  readonly prose: Prose;
  readonly marks: Marks;
  readonly shown: boolean;
  readonly schema: LabelSchema;
  /** The size of the letters, to guess how high what was never seen will be. */
  readonly size: number;
  /** What stands around a line, such as who says it. */
  readonly around?: ((line: number, content: ReactNode) => ReactNode) | undefined;
}

/** Some lines of a text; while they are far from what is seen only their room is kept. */
export const TextBlock = memo(function TextBlock(props: Props) {
  const { around, block, marks, number, prose, schema, shown, size } = props;
  const place = { "data-block": number, "data-start": block.start };
  if (!shown) {
    const height = guessedHeight(block, prose.lines, USUAL_WIDTH, size);
    return (
      <div
        className="ed-block"
        {...place}
        data-away
        style={{ "--guess": `${height}px` } as CSSProperties}
        // Its text is read out where the reader comes near; a list beside names every region.
        aria-hidden
      />
    );
  }
  return (
    <div className="ed-block" {...place}>
      {prose.lines.slice(block.first, block.last).map((line, index) => {
        const at = block.first + index;
        const content = (
          <TextLine
            key={at}
            line={line}
            number={at}
            text={prose.text.slice(line.start, line.end)}
            marks={marks.byLine[at] ?? NO_MARKS}
            chosen={marks.chosen.get(at) ?? NONE_CHOSEN}
            schema={schema}
          />
        );
        return around ? around(at, content) : content;
      })}
    </div>
  );
}, isSame);

const USUAL_WIDTH = 736;
const NO_MARKS: readonly Mark[] = [];

/** A block is drawn again when one of its own lines changed. */
function isSame(before: Props, after: Props): boolean {
  for (const key of ["block", "number", "prose", "shown", "schema", "size", "around"] as const) {
    if (before[key] !== after[key]) return false;
  }
  if (!after.shown || before.marks === after.marks) return true;
  for (let at = after.block.first; at < after.block.last; at += 1) {
    if (before.marks.byLine[at] !== after.marks.byLine[at]) return false;
    if (!sameIds(before.marks.chosen.get(at), after.marks.chosen.get(at))) return false;
  }
  return true;
}

function sameIds(a: ReadonlySet<string> = NONE_CHOSEN, b: ReadonlySet<string> = NONE_CHOSEN): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
