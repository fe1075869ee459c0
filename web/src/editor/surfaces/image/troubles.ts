import type { Region } from "../../core/model";
import type { Size } from "./geometry";
import { isBroken } from "./masks/planes";
import type { Placed } from "./shapeIndex";

/** What is wrong with regions of a picture, for a line that says so. */
export interface Troubles {
  /** They cannot be drawn at all. */
  readonly unseen: readonly string[];
  /** They reach outside of the picture. */
  readonly outside: readonly string[];
}

export const NO_TROUBLES: Troubles = { unseen: [], outside: [] };

/** Reckoning in percent may leave a shape a little outside. */
const TOLERANCE = 1;

export function troublesOf(placed: readonly Placed[], missing: readonly Region[], picture: Size): Troubles {
  const unseen = missing.filter(({ shape }) => shape.kind !== "mask" || isBroken(shape)).map(({ id }) => id);
  const outside = placed.filter((each) => isOutside(each, picture)).map(({ id }) => id);
  return unseen.length + outside.length === 0 ? NO_TROUBLES : { unseen, outside };
}

/** What is turned may reach over the edge with its corners; what is upright may not. */
function isOutside({ bounds, geometry }: Placed, { height, width }: Size): boolean {
  const { maxX, maxY, minX, minY } = bounds;
  if ("rotation" in geometry && geometry.rotation !== 0) {
    return maxX < 0 || maxY < 0 || minX > width || minY > height;
  }
  return minX < -TOLERANCE || minY < -TOLERANCE || maxX > width + TOLERANCE || maxY > height + TOLERANCE;
}
