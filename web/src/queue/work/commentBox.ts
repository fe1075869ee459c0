/** What stands in the comment box of one item. It goes along with the decision, and it survives a reload. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { asClassifications, type ClassPath } from "./classes";
import { type DraftPlace, draftKey } from "./localDraft";
import { encoded, type Mentionable } from "./mentions";

interface CommentBoxState {
  text: string;
  /** Why the box asks for words, when a decision needs a comment. */
  asked: string | null;
  /** The box shall take the focus as soon as it is there. */
  wantsFocus: boolean;
  /** Who can be named in it. */
  people: readonly Mentionable[];
  /** The comment above it that was asked for on the canvas, by its number. */
  opened: number | null;
  /** How it is classified. */
  classes: readonly ClassPath[];
}

export type CommentBox = StoreApi<CommentBoxState>;

/** `text` is what went along with a decision that came back. */
export function createCommentBox(place: DraftPlace, text = ""): CommentBox {
  const key = `${draftKey(place)}.comment`;
  const box = createStore<CommentBoxState>(() => ({
    text: text || (window.localStorage.getItem(key) ?? ""),
    asked: null,
    wantsFocus: false,
    people: [],
    opened: null,
    classes: [],
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

/** What goes along with a decision: the words with the people that they name, and how they are classified. */
export function spoken(box: CommentBox): {
  comment?: string;
  comment_classifications?: Record<string, unknown> | null;
} {
  const { classes, people, text } = box.getState();
  const comment = encoded(text.trim(), people);
  return comment === "" ? {} : { comment, comment_classifications: asClassifications(classes) };
}

/** Empties the box when what stood in it is on its way. */
export function emptied(box: CommentBox): void {
  box.setState({ text: "", asked: null, classes: [] });
}

/** Puts the cursor into the box, saying why if a comment is needed. */
export function askForComment(box: CommentBox, why: string | null = null): void {
  box.setState({ asked: why, wantsFocus: true });
}
