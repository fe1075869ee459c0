import { useLayoutEffect, useRef } from "react";
import { adoptCss, scopeOf } from "./adopt";
import "./style.css";

/** The `<Style>` of a configuration: it holds for the content of its editor, and for nothing else of the page. */
export function ConfigStyle({ css }: { css: string }) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const views = place.current?.closest<HTMLElement>(".ed-content > .ed-view");
    if (!views) return;
    return adoptCss(css, { scope: scopeOf(views), important: true });
  }, [css]);
  return <i ref={place} hidden />;
}
