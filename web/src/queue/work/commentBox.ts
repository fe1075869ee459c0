/** What stands in the comment box of one item. It goes along with the decision, and it survives a reload. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { type DraftPlace, draftKey } from "./localDraft";

export interface CommentBoxState {
  text: string;
  /** Why the box asks for words, when a decision needs a comment. */
  asked: string | null;
  /** The box shall take the focus as soon as it is there. */
  wantsFocus: boolean;
}

export type CommentBox = StoreApi<CommentBoxState>;

/** `text` is what went along with a decision that came back. */
export function createCommentBox(place: DraftPlace, text = ""): CommentBox {
  const key = `${draftKey(place)}.comment`;
  const box = createStore<CommentBoxState>(() => ({
    text: text || (window.localStorage.getItem(key) ?? ""),
    asked: null,
    wantsFocus: false,
  }));
  box.subscribe(({ text }, before) => {
    if (text === before.text) return;
    try {
      if (text) window.localStorage.setItem(key, text);
      else window.localStorage.removeItem(key);
    } catch {
      // No room: the text is still in the page.
    }
  });
  return box;
}

/** Puts the cursor into the box, saying why if a comment is needed. */
export function askForComment(box: CommentBox, why: string | null = null): void {
  box.setState({ asked: why, wantsFocus: true });
}
