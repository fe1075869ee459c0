import type { Region } from "../../../core/model";
import type { Editor } from "../../../core/store";
import { type Bounds, grown, overlaps } from "../geometry";
import type { Placed, ShapeIndex } from "../shapeIndex";
import { screenBounds } from "../view";
import { clear, type Layer } from "./layer";
import { OVERHANG, paintShapes, type Styled } from "./shapes";
import { GHOST_STYLE, LENS_STYLE, type Style, suggestionStyle } from "./styles";

/** What is painted: the regions of a picture, or those of a film on one frame. */
interface StillScene {
  readonly editor: Editor;
  readonly scene: Laid;
  /** Regions that are in the hand now: the live layer shows them. */
  readonly lifted: ReadonlySet<string>;
  readonly styleOf: (region: Region) => Style;
  /** What was drawn over, while more of it is drawn. */
  readonly lens: Pick<Placed, "geometry" | "bounds"> | null;
}

interface Laid {
  readonly placed: readonly Placed[];
  readonly index: ShapeIndex;
  place(region: Region): Placed | null;
}

/**
 * The layer that stays while the pointer moves: everything but what is in the hand. With `part` only what lies there
 * is painted anew.
 */
export function paintStill(layer: Layer, still: StillScene, part: Bounds | null): void {
  const { context, view } = layer;
  context.save();
  if (part) {
    const { maxX, maxY, minX, minY } = grown(screenBounds(view, part), OVERHANG);
    context.beginPath();
    context.rect(minX, minY, maxX - minX, maxY - minY);
    context.clip();
  }
  clear(layer);
  const around = part && grown(part, (2 * OVERHANG) / view.scale);
  const { editor, lens, lifted, scene } = still;
  const regions = around ? scene.index.within(around) : scene.placed;
  const beside = (list: Iterable<Region>, style: (region: Region) => Style) =>
    styled(placedFrom(list, scene, around), ({ region }) => style(region));
  paintShapes(
    layer,
    beside(editor.ghosts.values(), () => GHOST_STYLE),
  );
  paintShapes(
    layer,
    styled(
      regions.filter(({ id }) => !lifted.has(id)),
      ({ region }) => still.styleOf(region),
    ),
  );
  paintShapes(
    layer,
    beside(editor.offered(), (region) => suggestionStyle(region, editor)),
  );
  if (lens) paintShapes(layer, [{ ...lens, style: LENS_STYLE }]);
  context.restore();
}

function placedFrom(list: Iterable<Region>, scene: Laid, around: Bounds | null): readonly Placed[] {
  const found: Placed[] = [];
  for (const region of list) {
    const placed = scene.place(region);
    if (placed && (!around || overlaps(placed.bounds, around))) found.push(placed);
  }
  return found;
}

function styled(list: readonly Placed[], style: (placed: Placed) => Style): readonly Styled[] {
  return list.map((placed) => ({
    geometry: placed.geometry,
    bounds: placed.bounds,
    style: style(placed),
  }));
}
