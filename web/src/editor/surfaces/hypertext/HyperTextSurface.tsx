import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Editor } from "../../core/store";
import { textOf } from "../../ls/readResult";
import type { ObjectTag } from "../../ls/schema";
import { adoptCss, scopeOf } from "../../style/adopt";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import type { SurfaceProps } from "../surface";
import { LinkArcs } from "../text/LinkArcs";
import { NoText } from "../text/NoText";
import { granularityOf } from "../text/prose";
import { TextPointer } from "../text/textPointer";
import { useMarks } from "../text/useMarks";
import { htmlProse } from "./htmlProse";
import { PiecePainter } from "./paintPieces";
import { safeHtml } from "./safeHtml";
import "../text/text.css";
import "./hypertext.css";

/** A document under annotation. */
export function HyperTextSurface({ editor, object }: SurfaceProps) {
  const html = textOf(editor.context(object.name).value);
  if (html === null)
    return <NoText>There is no document. The item has no HTML in its field “{object.field}”.</NoText>;
  return <HtmlArticle key={html} editor={editor} object={object} html={html} />;
}

function HtmlArticle({ editor, html, object }: { editor: Editor; html: string; object: ObjectTag }) {
  const root = useRef<HTMLElement>(null);
  const caret = useRef<HTMLElement>(null);
  const [painter, setPainter] = useState<PiecePainter | null>(null);
  const { attributes, name } = object;
  const clickableLinks = attributes.clickableLinks === "true";
  const safe = useMemo(() => safeHtml(html, { clickableLinks }), [html, clickableLinks]);
  const prose = useMemo(() => htmlProse(safe.text, granularityOf(attributes)), [safe, attributes]);
  const size = useEditor(editor, (state) => state.textSize);
  const { byLine, chosen } = useMarks(editor, name, prose);

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    element.replaceChildren(safe.content.cloneNode(true));
    setPainter(new PiecePainter(element, prose.lines, prose.text, editor.state().schema));
    return adoptCss(safe.css, { scope: scopeOf(element) }, "documents");
  }, [editor, prose, safe]);

  useLayoutEffect(() => painter?.paint(byLine, chosen), [painter, byLine, chosen]);

  useEffect(() => {
    if (!root.current || !caret.current) return;
    const stage = {
      root: root.current,
      caret: caret.current,
      editor,
      object: name,
      prose,
      show: () => undefined,
    };
    const pointer = new TextPointer(stage);
    return () => pointer.destroy();
  }, [editor, name, prose]);

  return (
    <div className="ed-text">
      <article
        ref={root}
        className="ed-text-body ed-html"
        data-paper={safe.isColoured || undefined}
        style={{ "--text-size": `${size}px` } as CSSProperties}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the document takes the keys that select and label it
        tabIndex={0}
        aria-label={`${name}. Arrows move the cursor, with Shift they select; a label's key labels the selection.`}
        onFocus={() => editor.setFocused(name)}
        onBlur={() => editor.setFocused(null)}
      />
      <LinkArcs editor={editor} object={name} prose={prose} root={root} shown={null} />
      <i ref={caret} className="ed-caret" hidden />
      <Remarks editor={editor} object={name} stand="above" />
    </div>
  );
}
