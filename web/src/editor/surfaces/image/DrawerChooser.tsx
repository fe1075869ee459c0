import { drawControls } from "../../core/edits";
import type { Editor } from "../../core/store";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { kindDrawnBy, type PictureKind } from "./shapes";

const NAMES: Readonly<Record<PictureKind, string>> = {
  box: "Box",
  ellipse: "Ellipse",
  polygon: "Polygon",
  keypoint: "Point",
  mask: "Brush",
};

/** Which bare drawing tag draws: labels that draw say it themselves. */
export function DrawerChooser({ editor, object }: { editor: Editor; object: string }) {
  const current = useEditor(editor, () => editor.drawerFor(object)?.name);
  const draws = useEditor(editor, (state) => state.tool === "draw");
  const editable = useEditor(editor, (state) => state.editable && state.rights.create);
  const all = drawControls(editor.state().schema, object);
  const bare = all.filter((control) => !control.names);
  if (!editable || all.length < 2 || bare.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: tools are no form
    <div className="ed-segments" role="group" aria-label="Shape">
      {bare.map((control) => {
        const kind = kindDrawnBy(control);
        if (!kind) return null;
        const twins = bare.filter((each) => each.type === control.type).length > 1;
        const name = twins ? `${NAMES[kind]} (${control.name})` : NAMES[kind];
        return (
          <button
            key={control.name}
            type="button"
            className="ed-button"
            aria-label={name}
            title={name}
            aria-pressed={draws && current === control.name}
            onClick={() => editor.chooseDrawer(control.name)}
          >
            <Icon name={kind} size={16} />
          </button>
        );
      })}
    </div>
  );
}
