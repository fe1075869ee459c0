import { htmlSpan } from "../../ls/codecs/texts";
import type { HtmlText } from "../../ls/htmlText";
import { trimmed } from "../text/granularity";
import type { Granularity, Prose } from "../text/prose";

/** The text of a document: its lines are its text nodes. */
export function htmlProse(page: HtmlText, granularity: Granularity): Prose {
  return {
    text: page.text,
    lines: page.pieces,
    granularity,
    shapeOf(range) {
      // White space between blocks was swept along; nobody can see it.
      const { end, start } = trimmed(range, page.text);
      return page.text.slice(start, end).trim() === "" ? null : htmlSpan(page, start, end);
    },
    rangeOf: (shape) => (shape.kind === "htmlspan" ? shape : null),
  };
}
