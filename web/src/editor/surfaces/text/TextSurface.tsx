import { useMemo } from "react";
import type { SurfaceProps } from "../surface";
import { linesOf } from "./marks";
import { NoText } from "./NoText";
import { granularityOf, plainProse } from "./prose";
import { TextArticle } from "./TextArticle";

/** A text under annotation. */
export function TextSurface({ editor, object }: SurfaceProps) {
  const { text } = editor.context(object.name);
  const prose = useMemo(
    () => (text === null ? null : plainProse(text, linesOf(text), granularityOf(object.attributes))),
    [text, object],
  );
  if (!prose) return <NoText>There is no text. The item has none in its field “{object.field}”.</NoText>;
  return <TextArticle editor={editor} object={object.name} prose={prose} />;
}
