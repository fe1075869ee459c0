import type { Editor } from "../core/store";
import type { ObjectTag } from "../ls/schema";

/** What every surface gets. It shows the editor's state and asks the editor for changes; it owns no truth. */
export interface SurfaceProps {
  readonly editor: Editor;
  readonly object: ObjectTag;
  /** It may take all the room there is, being the only thing to look at. */
  readonly fills: boolean;
}
