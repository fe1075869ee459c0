import type { Region } from "../../core/model";
import type { Editor } from "../../core/store";
import type { Point } from "./geometry";
import type { Placed } from "./shapeIndex";
import { rowOf } from "./shapes";

/** Where a suggestion lies on what is shown; null when it lies elsewhere. */
type PlaceOf = (region: Region) => Placed | null;

/** The suggestion that a press at a point means, of several the smallest; null when there is none. */
export function suggestionAt(editor: Editor, placeOf: PlaceOf, point: Point, unit: number): string | null {
  let found: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const region of editor.offered()) {
    const placed = placeOf(region);
    if (!placed) continue;
    const row = rowOf(placed.geometry.kind);
    const area = row.area(placed.geometry);
    if (area >= least || !row.hit(placed.geometry, point, unit)) continue;
    found = region.id;
    least = area;
  }
  return found;
}
