import type { Editor } from "../core/store";
import type { Pin } from "../core/surface";

/** The places on an object that something is said about, on the entry that is shown. */
export function pinsOn(editor: Editor, object: string): readonly Pin[] {
  const item = editor.itemOf(object);
  return editor
    .state()
    .pins.filter(({ place }) => place.object === object && (item === null || (place.item ?? 0) === item));
}
