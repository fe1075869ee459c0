import { useEffect, useMemo, useRef } from "react";
import { createEditor, type Editor } from "./core/store";
import { Layout } from "./Layout";
import type { LsResultItem } from "./ls/resultItem";
import type { LabelSchema } from "./ls/schema";
import { useEditorHotkeys } from "./useEditorHotkeys";
import "./editor.css";
import "./preview.css";

interface Props {
  /** Questions alone, from `wholeQuestions`. */
  readonly schema: LabelSchema;
  /** Told of every answer, with what keeps it from being handed in. */
  readonly onAnswer: (result: readonly LsResultItem[], problems: readonly string[]) => void;
}

/** What a configuration asks about items as a whole, without an item: to answer it for many at once. */
export function ItemQuestions({ onAnswer, schema }: Props) {
  const scope = useRef<HTMLDivElement>(null);
  const tell = useRef(onAnswer);
  tell.current = onAnswer;
  const editor = useMemo(() => {
    const say = (each: Editor) => tell.current(each.result(), each.problems());
    return createEditor({ schema, data: {}, result: [], mode: "annotate", onChange: say });
  }, [schema]);
  // What is chosen beforehand is an answer already.
  useEffect(() => tell.current(editor.result(), editor.problems()), [editor]);
  useEditorHotkeys(editor, undefined, scope);
  return (
    <div ref={scope} className="ed-asked-alone">
      <Layout editor={editor} node={schema.layout} fills={false} />
    </div>
  );
}
