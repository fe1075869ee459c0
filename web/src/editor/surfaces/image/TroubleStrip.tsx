import type { Editor } from "../../core/store";
import { regionTitle } from "../../core/titles";
import { Icon } from "../../panels/Icon";
import type { Troubles } from "./troubles";

/** So many are named; of more only the number is said. */
const NAMED = 5;

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly troubles: Troubles;
}

/** Regions that cannot be drawn, or not as they are stored: named, so that somebody can mend or delete them. */
export function TroubleStrip({ editor, object, troubles }: Props) {
  const { outside, unseen } = troubles;
  if (outside.length + unseen.length === 0) return null;
  return (
    <div className="ed-troubles" role="status">
      <Icon name="alert" />
      {outside.length > 0 ? (
        <TroubleLine editor={editor} object={object} ids={outside} what="outside of the picture" />
      ) : null}
      {unseen.length > 0 ? (
        <TroubleLine
          editor={editor}
          object={object}
          ids={unseen}
          what="not to be drawn: the stored shape is broken"
        />
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly editor: Editor;
  readonly object: string;
  readonly ids: readonly string[];
  readonly what: string;
}

function TroubleLine({ editor, ids, object, what }: LineProps) {
  const { regions, schema } = editor.state();
  return (
    <span>
      {ids.length === 1 ? "1 region is" : `${ids.length} regions are`} {what}:{" "}
      {ids.slice(0, NAMED).map((id) => {
        const region = regions.get(id);
        return region ? (
          <button key={id} type="button" className="ed-link" onClick={() => editor.select(id)}>
            {regionTitle(region, regions, schema, editor.context(object))}
          </button>
        ) : null;
      })}
      {ids.length > NAMED ? ` and ${ids.length - NAMED} more.` : null}
    </span>
  );
}
