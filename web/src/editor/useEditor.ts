import { useStore } from "zustand";
import type { EditorState } from "./core/model";
import type { Editor } from "./core/store";

/** A part of the editor's state; the component follows it and nothing else. */
export function useEditor<T>(editor: Editor, select: (state: EditorState) => T): T {
  return useStore(editor.store, select);
}
