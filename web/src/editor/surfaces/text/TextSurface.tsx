import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import type { Decisions } from "../../core/model";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import type { SurfaceProps } from "../surface";
import { linesOf, type Mark, marksByLine, marksOf } from "./marks";
import { TextLine } from "./TextLine";
import { TextPointer } from "./textPointer";
import "./text.css";

/** From so many lines on, the browser leaves out those that cannot be seen. */
const LONG = 200;

/** A text under annotation. */
export function TextSurface({ editor, object }: SurfaceProps) {
  const { text } = editor.context(object.name);
  const { schema } = editor.state();
  const regions = useEditor(editor, (state) => state.regions);
  const suggestions = useEditor(editor, (state) => state.suggestions);
  const ghosts = useEditor(editor, (state) => state.ghosts);
  const decisions = useEditor(editor, (state) => state.decisions);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const solo = useEditor(editor, (state) => state.solo);
  const only = solo ? selectedId : null;
  const size = useEditor(editor, (state) => state.textSize);
  const root = useRef<HTMLElement>(null);
  const caret = useRef<HTMLElement>(null);
  const before = useRef<readonly (readonly Mark[])[]>([]);
  const lines = useMemo(() => linesOf(text ?? ""), [text]);
  const marks = useMemo(() => {
    const alone = only === null ? undefined : regions.get(only);
    const shown = alone ? [alone] : regions.values();
    const all = [
      ...marksOf(ghosts.values(), object.name, "ghost", NO_DECISIONS),
      ...marksOf(suggestions.values(), object.name, "suggestion", NO_DECISIONS),
      ...marksOf(shown, object.name, "region", decisions),
    ];
    before.current = marksByLine(lines, all, before.current);
    return before.current;
  }, [lines, regions, suggestions, ghosts, decisions, only, object.name]);

  useEffect(() => {
    if (!root.current || !caret.current || text === null) return;
    const pointer = new TextPointer(root.current, caret.current, editor, object.name, text, lines);
    return () => pointer.destroy();
  }, [editor, object.name, text, lines]);

  if (text === null) {
    return (
      <div className="ed-text-missing" role="alert">
        <Icon name="alert" size={16} />
        There is no text. The item has none in its field “{object.field}”.
      </div>
    );
  }
  return (
    <div className="ed-text">
      <article
        ref={root}
        className="ed-text-body"
        data-long={lines.length >= LONG}
        style={{ "--text-size": `${size}px` } as CSSProperties}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the text takes the keys that select and label it
        tabIndex={0}
        aria-label={`${object.name}. Arrows move the cursor, with Shift they select; a label's key labels the selection.`}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        {lines.map((line, index) => (
          <TextLine
            key={line.start}
            line={line}
            text={text.slice(line.start, line.end)}
            marks={marks[index] ?? NO_MARKS}
            selectedId={marks[index]?.some((mark) => mark.region.id === selectedId) ? selectedId : null}
            schema={schema}
          />
        ))}
      </article>
      <i ref={caret} className="ed-caret" hidden />
    </div>
  );
}

const NO_MARKS: readonly Mark[] = [];
const NO_DECISIONS: Decisions = new Map();
