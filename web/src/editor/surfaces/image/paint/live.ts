import type { Region } from "../../../core/model";
import type { Editor } from "../../../core/store";
import { regionTitle } from "../../../core/titles";
import { type Bounds, grown, type Point, union } from "../geometry";
import type { Scene } from "../scene";
import type { Placed } from "../shapeIndex";
import { type Geometry, rowOf } from "../shapes";
import type { Drawn, Handle } from "../shapes/shape";
import { screenBounds, toScreen } from "../view";
import { clear, type Layer } from "./layer";
import * as marks from "./marks";
import { paintBrush, paintStroke } from "./pixels";
import { paintSelected, paintShapes } from "./shapes";
import { colourOf, DRAFT_STYLE, drawingStyle, styleOf } from "./styles";

interface LiveScene {
  readonly editor: Editor;
  readonly scene: Scene;
  /** How regions in the hand lie now. */
  readonly inHand: ReadonlyMap<string, Geometry>;
  readonly drawn: Drawn<Geometry> | null;
  /** The mask that is painted on now. */
  readonly onto: Placed | null;
  /** The round end of the brush, on the screen. */
  readonly brush: { readonly at: Point; readonly diameter: number } | null;
  readonly handles: readonly Handle[];
  /** The corner that keys act on. */
  readonly corner: number | null;
  readonly hint: Point | null;
  /** A rubber band, on the screen. */
  readonly band: Bounds | null;
  readonly crosshair: Point | null;
  /** Where keys draw. */
  readonly cursor: Point | null;
}

/** The layer that follows the pointer: what is drawn, what waits for its label, what is selected. */
export function paintLive(layer: Layer, live: LiveScene): void {
  clear(layer);
  if (live.crosshair) marks.paintCrosshair(layer, live.crosshair);
  paintDraft(layer, live);
  paintSelection(layer, live);
  paintDrawn(layer, live);
  if (live.band) marks.paintFrame(layer, live.band, true);
  if (live.brush) paintBrush(layer, live.brush.at, live.brush.diameter);
  if (live.cursor) marks.paintCursor(layer, live.cursor);
}

function paintDrawn(layer: Layer, { drawn, editor, onto, scene }: LiveScene): void {
  if (drawn?.stroke) {
    const pixels = onto && rowOf(onto.geometry.kind).pixels?.(onto.geometry);
    const { colour } = onto ? styleOf(onto.region, editor) : drawingStyle(editor, scene.object);
    if (onto || !drawn.stroke.erases) paintStroke(layer, drawn.stroke, pixels ?? null, colour);
    return;
  }
  if (!drawn?.geometry) return;
  const { geometry, points } = drawn;
  const bounds = rowOf(geometry.kind).bounds(geometry);
  paintShapes(layer, [{ geometry, bounds, style: drawingStyle(editor, scene.object) }]);
  if (geometry.kind !== "polygon") return;
  const corners = points.map((at, index): Handle => ({ name: `${index}`, at, look: "round", pull: null }));
  // The first corner closes the polygon: it is shown once it can.
  marks.paintHandles(layer, corners, points.length >= 3 ? "0" : null);
}

function paintDraft(layer: Layer, { editor, scene }: LiveScene): void {
  const { draft } = editor.state();
  const isHere = draft?.object === scene.object && draft.item === editor.itemOf(scene.object);
  const waiting = isHere ? scene.measure(draft.shape) : null;
  if (!waiting) return;
  paintShapes(layer, [{ ...waiting, style: DRAFT_STYLE }]);
  marks.paintTag(layer, waiting.bounds, "Choose a label", DRAFT_STYLE.colour);
}

function paintSelection(layer: Layer, live: LiveScene): void {
  const { corner, editor, handles, hint, scene } = live;
  const { regions, schema, selectedId } = editor.state();
  const selection = scene.selection().map((placed) => inHand(placed, live));
  paintTogether(layer, live, selection);
  paintLinks(layer, live);
  paintSelected(
    layer,
    selection
      .filter(({ id }) => id !== live.onto?.id)
      .map(({ bounds, geometry, region }) => ({ bounds, geometry, style: styleOf(region, editor) })),
  );
  const current = selection.find(({ id }) => id === selectedId);
  if (!current) return;
  if (selection.length === 1) marks.paintHandles(layer, handles, corner === null ? null : `${corner}`);
  if (hint) marks.paintHint(layer, hint);
  const title = regionTitle(current.region, regions, schema, editor.context(scene.object));
  const words = selection.length > 1 ? `${title} and ${selection.length - 1} more` : title;
  marks.paintTag(layer, current.bounds, words, colourOf(current.region, editor));
}

/** A frame around several that are selected, or around the group that the selected one belongs to. */
function paintTogether(layer: Layer, live: LiveScene, selection: readonly Placed[]): void {
  const { scene } = live;
  const together = selection.length > 1 ? selection : groupOf(selection[0]?.region, scene);
  const around = together.length > 1 ? union(together.map(({ bounds }) => bounds)) : null;
  if (around) marks.paintFrame(layer, grown(screenBounds(layer.view, around), 8), false);
}

function groupOf(region: Region | undefined, scene: Scene): readonly Placed[] {
  if (!region) return [];
  const head = region.parent ?? region.id;
  return scene.placed.filter((each) => each.id === head || each.region.parent === head);
}

/** The relations of what is selected, as thin arrows. */
function paintLinks(layer: Layer, live: LiveScene): void {
  const { editor, scene } = live;
  const { selectedId } = editor.state();
  if (selectedId === null) return;
  for (const { shape } of editor.links(selectedId)) {
    const [from, to] = [scene.find(shape.from), scene.find(shape.to)];
    if (!from || !to) continue;
    marks.paintLink(layer, middle(layer, inHand(from, live)), middle(layer, inHand(to, live)), {
      start: shape.direction !== "right",
      end: shape.direction !== "left",
    });
  }
}

function middle({ view }: Layer, { bounds }: Placed): Point {
  return toScreen(view, { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 });
}

function inHand(placed: Placed, live: LiveScene): Placed {
  const geometry = live.inHand.get(placed.id);
  return geometry ? { ...placed, geometry, bounds: rowOf(geometry.kind).bounds(geometry) } : placed;
}
