import { colorOf } from "../kit/PersonBadge";
import classes from "./ProjectsPage.module.css";

/** A tag of a project, with its colour as a dot. */
export function TagMark({ tag }: { tag: { id: number; title: string; color: string } }) {
  return (
    <span className={classes.mark} title={`Tag: ${tag.title}`}>
      <i style={{ background: tag.color || colorOf(tag.id) }} />
      {tag.title}
    </span>
  );
}
