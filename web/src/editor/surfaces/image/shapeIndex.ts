import Flatbush from "flatbush";
import type { Region } from "../../core/model";
import { type Bounds, grown, type Point } from "./geometry";
import { type Geometry, rowOf } from "./shapes";

/** A region where it lies on the picture. */
export interface Placed {
  readonly id: string;
  readonly region: Region;
  readonly geometry: Geometry;
  readonly bounds: Bounds;
}

/** How far from its bounds, on the screen, any shape may take a press: points are drawn larger than they are. */
const FARTHEST = 14;

/** Answers what lies somewhere without looking at every shape. It is built when it is first asked. */
export class ShapeIndex {
  private tree: Flatbush | null = null;

  constructor(private readonly placed: readonly Placed[]) {}

  /** Everything whose bounds touch a rectangle, in the order it is painted. */
  within({ maxX, maxY, minX, minY }: Bounds): readonly Placed[] {
    if (this.placed.length === 0) return [];
    this.tree ??= this.build();
    const found = this.tree.search(minX, minY, maxX, maxY).sort((a, b) => a - b);
    return found.map((index) => this.placed[index]).filter((each) => each !== undefined);
  }

  /** What a press at a point means, the smallest first: inside of a big shape one means the small one. */
  at(point: Point, unit: number): readonly Placed[] {
    const near = { minX: point.x, minY: point.y, maxX: point.x, maxY: point.y };
    return this.within(grown(near, FARTHEST * unit))
      .filter(({ geometry }) => rowOf(geometry.kind).hit(geometry, point, unit))
      .sort((a, b) => areaOf(a) - areaOf(b));
  }

  private build(): Flatbush {
    const tree = new Flatbush(this.placed.length);
    for (const { bounds } of this.placed) tree.add(bounds.minX, bounds.minY, bounds.maxX, bounds.maxY);
    tree.finish();
    return tree;
  }
}

function areaOf({ geometry }: Placed): number {
  return rowOf(geometry.kind).area(geometry);
}
