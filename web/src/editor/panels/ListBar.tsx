import { editorCommand } from "../core/commands";
import type { Grouping, Sorting } from "../core/listing";
import { scoreOf } from "../core/provenance";
import type { Editor } from "../core/store";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { Icon } from "./Icon";
import { ListMenu } from "./ListMenu";

/** With fewer rows all of them are seen at once. */
const SEARCH_FROM = 9;

interface Props {
  readonly editor: Editor;
  readonly count: number;
  readonly sought: string;
  readonly onSeek: (words: string) => void;
}

/** Above the list: how many there are, finding some, their order, and showing or hiding all. */
export function ListBar({ count, editor, onSeek, sought }: Props) {
  const hidden = useEditor(editor, (state) => state.hidden.size);
  const scored = useEditor(editor, ({ regions }) =>
    [...regions.values()].some((each) => scoreOf(each) !== null),
  );
  const predicted = useEditor(editor, ({ regions }) =>
    [...regions.values()].some(({ origin }) => origin !== "manual"),
  );
  const judged = useEditor(editor, (state) => state.decisions.size > 0);
  const sortings: readonly (readonly [Sorting, string])[] = [
    ["order", "In reading order"],
    ["label", "By label"],
    ["drawn", "As they were drawn"],
    ...(predicted ? [["origin", "By origin"] as const] : []),
    ...(scored ? [["score", "By score"] as const] : []),
    ...(judged ? [["verdict", "By verdict"] as const] : []),
  ];
  const groupings: readonly (readonly [Grouping, string])[] = [
    ["none", "No groups"],
    ["class", "Group by class"],
    ...(predicted ? [["origin", "Group by origin"] as const] : []),
    ...(scored ? [["score", "Group by score"] as const] : []),
    ...(judged ? [["verdict", "Group by verdict"] as const] : []),
  ];
  return (
    <div className="ed-list-bar">
      {count >= SEARCH_FROM || sought !== "" ? (
        <label className="ed-search">
          <Icon name="search" />
          <input
            type="search"
            placeholder={`Find among ${count}`}
            aria-label="Find instances"
            value={sought}
            onChange={(event) => onSeek(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              onSeek("");
              event.preventDefault();
            }}
          />
        </label>
      ) : (
        <span className="ed-list-count">{count === 1 ? "1 instance" : `${count} instances`}</span>
      )}
      <ListMenu sortings={sortings} groupings={groupings} />
      <CommandButton
        editor={editor}
        command={editorCommand(hidden > 0 ? "region.show-all" : "region.hide-all")}
      />
    </div>
  );
}
