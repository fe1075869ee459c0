import type { Region } from "../../core/model";
import type { Editor } from "../../core/store";
import { NO_LABEL_COLOUR, regionTitle } from "../../core/titles";
import { isOccludedAt, keyAt } from "../../core/tracks";
import { findOption } from "../../ls/schema";
import { type Bounds, grown, type Point, union } from "../image/geometry";
import { clear, type Layer, strokePath } from "../image/paint/layer";
import * as marks from "../image/paint/marks";
import { paintPins } from "../image/paint/pins";
import { paintSelected, paintShapes } from "../image/paint/shapes";
import { paintStill } from "../image/paint/still";
import { colourOf, DRAFT_STYLE, type Style, styleOf } from "../image/paint/styles";
import type { Placed } from "../image/shapeIndex";
import { type Geometry, rowOf } from "../image/shapes";
import { BOX, type Box } from "../image/shapes/box";
import type { Handle } from "../image/shapes/shape";
import { screenBounds, toScreen } from "../image/view";
import { pinsOn } from "../pins";
import type { TrackScene } from "./trackScene";

/** Whose regions lie over which frame. */
interface Shown {
  readonly editor: Editor;
  readonly scene: TrackScene;
  readonly frame: number;
}

/** What the pointer and the selection add. */
interface LiveFrame extends Shown {
  /** How regions in the hand lie now. */
  readonly inHand: ReadonlyMap<string, Geometry>;
  readonly drawn: Box | null;
  readonly handles: readonly Handle[];
  readonly band: Bounds | null;
  /** The place that an issue or a comment names. */
  readonly pin: Point | null;
}

const OCCLUDED_DASH = [10, 5];

/** All that lies over one frame and is not in the hand; with `part` only what lies there. */
export function paintFrameStill(
  layer: Layer,
  shown: Shown,
  lifted: ReadonlySet<string>,
  part: Bounds | null,
): void {
  const { editor, scene } = shown;
  const styled = (region: Region) => lookOf(region, shown);
  paintStill(layer, { editor, scene, lifted, styleOf: styled, lens: lensOf(shown) }, part);
}

/** What follows the pointer, what waits for its label, what is selected. */
export function paintFrameLive(layer: Layer, live: LiveFrame): void {
  const { band, drawn, editor, frame, pin, scene } = live;
  clear(layer);
  paintDraft(layer, live);
  paintSelection(layer, live);
  if (drawn) paintShapes(layer, [{ geometry: drawn, bounds: BOX.bounds(drawn), style: drawingStyle(live) }]);
  const pins = pinsOn(editor, scene.object);
  paintPins(
    layer,
    pins.filter(({ place }) => (place.frame ?? frame) === frame),
    scene.picture,
  );
  if (pin) paintPin(layer, pin);
  if (band) marks.paintFrame(layer, band, true);
}

function paintDraft(layer: Layer, { editor, scene }: Shown): void {
  const { draft } = editor.state();
  if (draft?.object !== scene.object || draft.shape.kind !== "track") return;
  const waiting = scene.place({ ...NOBODY, object: draft.object, shape: draft.shape });
  if (!waiting) return;
  paintShapes(layer, [{ ...waiting, style: DRAFT_STYLE }]);
  marks.paintTag(layer, waiting.bounds, "Choose a label", DRAFT_STYLE.colour);
}

/** What was drawn over, on its frame, while more of it is drawn. */
function lensOf({ editor, frame, scene }: Shown): Placed | null {
  const { lens, tool } = editor.state();
  if (tool !== "reveal" || lens?.object !== scene.object || lens.shape.kind !== "track") return null;
  if (lens.shape.sequence[0]?.frame !== frame) return null;
  return scene.place({ ...NOBODY, object: lens.object, shape: lens.shape });
}

/** A draft is no region yet; to be placed it needs to look like one. */
const NOBODY: Region = {
  id: "",
  control: "",
  object: "",
  labeller: "",
  shape: { kind: "whole" },
  labels: [],
  answers: new Map(),
  origin: "manual",
  item: null,
  parent: null,
  rank: 0,
  sources: [],
};

function paintSelection(layer: Layer, picture: LiveFrame): void {
  const { editor, handles, inHand, scene } = picture;
  const { regions, schema, selectedId } = editor.state();
  const selection = scene.selection().map((placed): Placed => {
    const geometry = inHand.get(placed.id);
    return geometry ? { ...placed, geometry, bounds: rowOf(geometry.kind).bounds(geometry) } : placed;
  });
  const around = selection.length > 1 ? union(selection.map(({ bounds }) => bounds)) : null;
  if (around) marks.paintFrame(layer, grown(screenBounds(layer.view, around), 8), false);
  paintSelected(
    layer,
    selection.map((placed) => ({ ...placed, style: lookOf(placed.region, picture) })),
  );
  const current = selection.find(({ id }) => id === selectedId);
  if (!current) return;
  const title = regionTitle(current.region, regions, schema, editor.context(scene.object));
  const words = selection.length > 1 ? `${title} and ${selection.length - 1} more` : title;
  marks.paintTag(
    layer,
    current.bounds,
    [words, ...stateWords(current.region, picture)].join(" · "),
    colourOf(current.region, editor),
  );
  // Over the tag, which would hide the handle that turns.
  marks.paintHandles(layer, handles, null);
}

function stateWords({ id, shape }: Region, { editor, frame }: Shown): string[] {
  if (shape.kind !== "track") return [];
  const key = keyAt(shape.sequence, frame);
  return [
    ...(key ? ["key frame"] : []),
    ...(key && !key.enabled ? ["ends"] : []),
    ...(isOccludedAt(shape.sequence, frame) ? ["occluded"] : []),
    ...(editor.state().locked.has(id) ? ["locked"] : []),
  ];
}

/** The look of pictures; what is covered on this frame has a broken line where no verdict has one to say. */
function lookOf(region: Region, { editor, frame }: Shown): Style {
  const style = styleOf(region, editor);
  const { decisions, differences } = editor.state();
  const judged = decisions.has(region.id) || differences.has(region.id);
  const covered = region.shape.kind === "track" && isOccludedAt(region.shape.sequence, frame);
  return covered && !judged ? { ...style, dash: OCCLUDED_DASH, filled: false } : style;
}

/** What is under the hand already wears the colour it will have. */
function drawingStyle({ editor, scene }: Shown): Style {
  const brush = editor.brushFor(scene.object, "track");
  if (!brush) return DRAFT_STYLE;
  const option = findOption(brush.labeller ?? undefined, brush.labels[0] ?? "");
  return { colour: option?.colour ?? NO_LABEL_COLOUR, dash: [], filled: true, badge: null };
}

/** A ring with a dot: here, says somebody. */
function paintPin(layer: Layer, pin: Point): void {
  const { x, y } = toScreen(layer.view, pin);
  const path = new Path2D();
  path.arc(x, y, 16, 0, 2 * Math.PI);
  path.moveTo(x + 2, y);
  path.arc(x, y, 2, 0, 2 * Math.PI);
  strokePath(layer, path, "var(--canvas-casing)", 6);
  strokePath(layer, path, "var(--canvas-rejected)", 3);
}
