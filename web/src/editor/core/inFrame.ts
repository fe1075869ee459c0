import type { EditorState, Region } from "./model";
import { lifespans } from "./tracks";

type Shown = Pick<EditorState, "positions" | "regions" | "schema">;

/**
 * The regions that have a label on what is shown now: on the frame of a video, the page or the entry of a list. Of an
 * object that shows one thing these are all of them. An answer about the whole item belongs to no single frame or
 * entry. A relation is there when both of its ends are.
 */
export function idsInFrame(shown: Shown): readonly string[] {
  const found = new Set<string>();
  for (const region of shown.regions.values()) {
    if (region.shape.kind !== "link" && isInFrame(region, shown)) found.add(region.id);
  }
  for (const { id, shape } of shown.regions.values()) {
    if (shape.kind === "link" && found.has(shape.from) && found.has(shape.to)) found.add(id);
  }
  return [...found];
}

function isInFrame({ item, object, shape }: Region, { positions, schema }: Shown): boolean {
  const known = schema.objects.find(({ name }) => name === object);
  const position = positions.get(object);
  if (item !== null) return item === (position ?? 0);
  if (shape.kind === "whole" && known?.isList) return false;
  if (known?.tag !== "Video") return true;
  const frame = position ?? 1;
  switch (shape.kind) {
    case "track":
      return lifespans(shape.sequence, shape.frames).some(({ end, start }) => start <= frame && frame <= end);
    case "timeline":
      return shape.ranges.some(({ end, start }) => start <= frame && frame <= end);
    case "whole":
      return false;
    default:
      return true;
  }
}
