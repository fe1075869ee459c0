import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef } from "react";
import type { Editor } from "../../core/store";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import { FindBar } from "./FindBar";
import { LinkArcs } from "./LinkArcs";
import type { Prose } from "./prose";
import { TextBlock } from "./TextBlock";
import { TextPointer } from "./textPointer";
import { useBlocks } from "./useBlocks";
import { useMarks } from "./useMarks";
import "./text.css";

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly prose: Prose;
  readonly around?: (line: number, content: ReactNode) => ReactNode;
}

/** Lines of text under annotation, of which there may be very many. */
export function TextArticle({ around, editor, object, prose }: Props) {
  const root = useRef<HTMLElement>(null);
  const caret = useRef<HTMLElement>(null);
  const finder = useRef<HTMLInputElement>(null);
  const pointer = useRef<TextPointer>(null);
  const size = useEditor(editor, (state) => state.textSize);
  const marks = useMarks(editor, object, prose);
  const blocks = useBlocks(root, prose.lines);
  const { partly, show } = blocks;
  const { schema } = editor.state();

  useEffect(() => {
    if (!root.current || !caret.current) return;
    const find = partly ? () => finder.current?.focus() : undefined;
    const stage = {
      root: root.current,
      caret: caret.current,
      editor,
      object,
      prose,
      show,
      actions: { find },
    };
    const made = new TextPointer(stage);
    pointer.current = made;
    return () => made.destroy();
  }, [editor, object, partly, prose, show]);

  const goTo = useCallback((offset: number) => pointer.current?.goToOffset(offset), []);
  return (
    <div className="ed-text">
      {partly ? <FindBar prose={prose} root={root} input={finder} blocks={blocks} goTo={goTo} /> : null}
      <article
        ref={root}
        className="ed-text-body"
        style={{ "--text-size": `${size}px` } as CSSProperties}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the text takes the keys that select and label it
        tabIndex={0}
        aria-label={`${object}. Arrows move the cursor, with Shift they select; a label's key labels the selection.`}
        onFocus={() => editor.setFocused(object)}
        onBlur={() => editor.setFocused(null)}
      >
        {blocks.blocks.map((block, number) => (
          <TextBlock
            key={block.start}
            block={block}
            number={number}
            prose={prose}
            marks={marks}
            shown={blocks.shown.has(number)}
            schema={schema}
            size={size}
            around={around}
          />
        ))}
      </article>
      <LinkArcs editor={editor} object={object} prose={prose} root={root} shown={blocks.shown} />
      <i ref={caret} className="ed-caret" hidden />
      <Remarks editor={editor} object={object} stand="above" />
    </div>
  );
}
