import Flatbush from "flatbush";
import { type Box, boxBounds, boxContains } from "./box";
import type { Point } from "./viewport";

export interface PlacedBox {
  readonly id: string;
  readonly box: Box;
}

/** Answers what lies under the pointer without looking at every box. */
export class BoxIndex {
  private readonly tree: Flatbush | null;

  constructor(private readonly boxes: readonly PlacedBox[]) {
    this.tree = boxes.length > 0 ? new Flatbush(boxes.length) : null;
    for (const { box } of boxes) {
      const { maxX, maxY, minX, minY } = boxBounds(box);
      this.tree?.add(minX, minY, maxX, maxY);
    }
    this.tree?.finish();
  }

  /** The boxes at a point, the smallest first: inside of a big box one means the small one. */
  at(point: Point, slack: number): readonly PlacedBox[] {
    const { x, y } = point;
    const near = this.tree?.search(x - slack, y - slack, x + slack, y + slack) ?? [];
    return near
      .map((index) => this.boxes[index])
      .filter((placed): placed is PlacedBox => placed !== undefined && boxContains(placed.box, point, slack))
      .sort((a, b) => area(a.box) - area(b.box));
  }
}

function area(box: Box): number {
  return box.width * box.height;
}
