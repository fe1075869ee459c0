import { isOnShow, type Region } from "../../../core/model";
import type { Editor } from "../../../core/store";
import { type Bounds, grown, overlaps } from "../geometry";
import type { Scene } from "../scene";
import type { Placed } from "../shapeIndex";
import { screenBounds } from "../view";
import type { Layer } from "./layer";
import { OVERHANG, paintShapes, type Styled } from "./shapes";
import { GHOST_STYLE, LENS_STYLE, type Style, styleOf, suggestionStyle } from "./styles";

interface StillScene {
  readonly editor: Editor;
  readonly scene: Scene;
  /** Regions that are in the hand now: the live layer shows them. */
  readonly lifted: ReadonlySet<string>;
}

/**
 * The layer that stays while the pointer moves: everything but what is in the hand. With `part` only what lies there
 * is painted anew.
 */
export function paintStill(layer: Layer, still: StillScene, part: Bounds | null): void {
  const { context, stage, view } = layer;
  context.save();
  if (part) {
    const { maxX, maxY, minX, minY } = grown(screenBounds(view, part), OVERHANG);
    context.beginPath();
    context.rect(minX, minY, maxX - minX, maxY - minY);
    context.clip();
  }
  context.clearRect(0, 0, stage.width, stage.height);
  const around = part && grown(part, (2 * OVERHANG) / view.scale);
  const { editor, lifted, scene } = still;
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
      ({ region }) => styleOf(region, editor),
    ),
  );
  paintShapes(
    layer,
    beside(editor.offered(), (region) => suggestionStyle(region, editor)),
  );
  paintLens(layer, still);
  context.restore();
}

/** What was drawn over, while more of it is drawn. */
function paintLens(layer: Layer, { editor, scene }: StillScene): void {
  const { lens, positions, tool } = editor.state();
  if (tool !== "reveal" || lens?.object !== scene.object || !isOnShow(lens, positions)) return;
  const measured = scene.measure(lens.shape);
  if (measured) paintShapes(layer, [{ ...measured, style: LENS_STYLE }]);
}

function placedFrom(list: Iterable<Region>, scene: Scene, around: Bounds | null): readonly Placed[] {
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
