import type { ListEntry } from "../../core/ranking";
import { SafeHtml } from "./SafeHtml";
import "./list.css";

/** An entry of a list: its title, its text, and its picture where it has one. */
export function ListCard({ entry }: { entry: ListEntry }) {
  const { body, html, image, title } = entry;
  return (
    <div className="ed-card">
      {title ? <b dir="auto">{title}</b> : null}
      {image ? <img src={image} alt={title} draggable={false} loading="lazy" /> : null}
      {html ? <SafeHtml html={html} /> : body ? <p dir="auto">{body}</p> : null}
    </div>
  );
}
