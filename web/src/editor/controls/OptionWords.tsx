import { useEffect, useRef } from "react";
import type { LabelOption } from "../ls/schema";

/** What people read of an option: its `html`, made harmless, or its title. */
export function OptionWords({ option: { html, title } }: { option: LabelOption }) {
  return html ? <Formatted key={html} html={html} title={title} /> : title;
}

/** The cleaner comes when it is needed; until then, and where nothing of it may be shown, the title stands there. */
function Formatted({ html, title }: { html: string; title: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let wanted = true;
    void import("../surfaces/hypertext/safeHtml").then(({ safeHtml }) => {
      const { content, isColoured, text } = safeHtml(html, { clickableLinks: false });
      const shows = text.text.trim() !== "" || content.querySelector("img") !== null;
      if (!wanted || !shows || !place.current) return;
      place.current.replaceChildren(content);
      place.current.toggleAttribute("data-paper", isColoured);
    });
    return () => {
      wanted = false;
    };
  }, [html]);
  return (
    <span ref={place} className="ed-option-html" dir="auto">
      {title}
    </span>
  );
}
