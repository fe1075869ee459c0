import DOMPurify from "dompurify";
import { useEffect, useRef } from "react";

const WORDS_ONLY = {
  ALLOWED_TAGS: "b i em strong u s code mark sub sup small p br hr ul ol li h1 h2 h3 h4 pre blockquote".split(
    " ",
  ),
  ALLOWED_ATTR: [],
  RETURN_DOM_FRAGMENT: true,
} as const;

/** HTML of an item as formatted words: nothing of it runs, loads or leads anywhere. */
export function SafeHtml({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(
      DOMPurify.sanitize(html, { ...WORDS_ONLY, ALLOWED_ATTR: [] }) as unknown as DocumentFragment,
    );
  }, [html]);
  return <div ref={place} className="ed-card-html" dir="auto" />;
}
