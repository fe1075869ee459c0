import type { Region } from "../../core/model";
import type { Editor } from "../../core/store";
import { boxAt, isTrackAt, type TrackBox } from "../../core/tracks";
import type { Size } from "../image/geometry";
import { type Placed, ShapeIndex } from "../image/shapeIndex";
import { BOX, type Box } from "../image/shapes/box";

/** The tracks of a video on the frame that is shown, as boxes in pixels of its picture. */
export class TrackScene {
  picture: Size = { width: 0, height: 0 };
  private current: { readonly key: readonly unknown[]; placed: readonly Placed[]; index: ShapeIndex } | null =
    null;

  constructor(
    private readonly editor: Editor,
    readonly object: string,
    /** The frame on the screen. */
    private readonly shown: () => number,
  ) {}

  /** Everything that can be seen and hit on this frame, in the order it is painted. */
  get placed(): readonly Placed[] {
    return this.upToDate().placed;
  }

  get index(): ShapeIndex {
    return this.upToDate().index;
  }

  /** A region, suggestion or ghost where it lies on a frame; null where it does not show. */
  place(region: Region, frame = this.shown()): Placed | null {
    const { object, shape } = region;
    if (object !== this.object || shape.kind !== "track" || !isTrackAt(shape.sequence, frame)) return null;
    const box = boxAt(shape.sequence, frame);
    if (!box || this.picture.width === 0) return null;
    const geometry = BOX.of({ kind: "box", ...box, picture: this.picture }, this.picture);
    return geometry && { id: region.id, region, geometry, bounds: BOX.bounds(geometry) };
  }

  /** Everything that is selected and shows on this frame, the current one last. */
  selection(): readonly Placed[] {
    const { selection } = this.editor.state();
    const byId = new Map(this.placed.map((placed) => [placed.id, placed]));
    return [...selection].map((id) => byId.get(id)).filter((each) => each !== undefined);
  }

  /** A box of pixels in percent, as tracks store it. */
  stored(box: Box): TrackBox {
    const { height, rotation, width, x, y } = BOX.to(box, this.picture);
    return { x, y, width, height, rotation };
  }

  private upToDate() {
    const { hidden, regions, selectedId, selection, solo } = this.editor.state();
    const key = [regions, hidden, solo, solo && selectedId, solo && selection, this.shown(), this.picture];
    if (!this.current?.key.every((part, at) => part === key[at])) {
      const placed: Placed[] = [];
      for (const region of regions.values()) {
        const found = this.editor.isInSight(region.id) ? this.place(region) : null;
        if (found) placed.push(found);
      }
      this.current = { key, placed, index: new ShapeIndex(placed) };
    }
    return this.current;
  }
}
