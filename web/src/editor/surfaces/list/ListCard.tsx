import { lazy, Suspense } from "react";
import type { ListEntry } from "../../core/ranking";
import "./list.css";

/** What cleans HTML is loaded for those lists that hold some. */
const SafeHtml = lazy(async () => ({ default: (await import("./SafeHtml")).SafeHtml }));

/** An entry of a list: its title, its text, and its picture where it has one. */
export function ListCard({ entry }: { entry: ListEntry }) {
  const { body, html, image, title } = entry;
  return (
    <div className="ed-card">
      {title ? <b dir="auto">{title}</b> : null}
      {image ? <img src={image} alt={title} draggable={false} loading="lazy" /> : null}
      {html ? (
        <Suspense>
          <SafeHtml html={html} />
        </Suspense>
      ) : body ? (
        <p dir="auto">{body}</p>
      ) : null}
    </div>
  );
}
