import { type Editor, regionTitle } from "../../editor";
import type { Comment } from "../shapes";

/** What people call a region of an item; null when it is not there any more. */
export function regionName(editor: Editor, id: string): string | null {
  const { regions, schema } = editor.state();
  const region = regions.get(id);
  if (!region) return null;
  if (region.shape.kind === "whole") return region.control;
  return regionTitle(region, regions, schema, editor.context(region.object));
}

/** The regions that a comment is about: none, one, or several that the same was said of. */
export function regionsOf(ref: Comment["region_ref"]): readonly string[] {
  return ref?.region_ids ?? (ref?.region_id ? [ref.region_id] : []);
}

/** A region and the control that it answers, as comments name them. */
export function targetOf(editor: Editor, id: string) {
  const control = editor.state().regions.get(id)?.control;
  return { region_id: id, ...(control ? { control_name: control } : {}) };
}
