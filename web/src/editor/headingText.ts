import type { Editor } from "./core/store";
import { fieldOf, textOf } from "./ls/readResult";
import type { Heading } from "./ls/schema";

/** The words of a heading: its own, or those of the item. */
export function headingText({ field, value }: Heading, editor: Editor): string {
  return field === null ? value : (textOf(fieldOf(editor.state().data, { field })) ?? "");
}
