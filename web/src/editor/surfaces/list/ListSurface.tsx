import { entriesOf } from "../../core/ranking";
import { MissingData } from "../MissingData";
import type { SurfaceProps } from "../surface";
import { ListCard } from "./ListCard";

/** A list as cards. Where a ranker asks for their order it shows them itself. */
export function ListSurface({ editor, object }: SurfaceProps) {
  const { value } = editor.context(object.name);
  if (!Array.isArray(value)) return <MissingData object={object} kind="list" />;
  const isRanked = editor
    .state()
    .schema.controls.some((control) => control.tag === "Ranker" && control.to === object.name);
  if (isRanked) return null;
  return (
    <section className="ed-list-cards" aria-label={object.attributes.title || object.name}>
      {object.attributes.title ? <h3>{object.attributes.title}</h3> : null}
      <ul>
        {entriesOf(value).map((entry) => (
          <li key={entry.id}>
            <ListCard entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
