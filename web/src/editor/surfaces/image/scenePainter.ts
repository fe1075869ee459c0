import type { Region } from "../../core/model";
import type { Editor } from "../../core/store";
import { mainOption, NO_LABEL_COLOUR, regionTitle } from "../../core/titles";
import type { Box } from "./box";
import type { PlacedBox } from "./boxIndex";
import type { Gesture } from "./gesture";
import * as paint from "./paint";

/** What is to be painted of one picture, in boxes of its pixels. */
export interface PaintScene {
  readonly editor: Editor;
  readonly object: string;
  /** The boxes that are shown. */
  readonly shown: readonly PlacedBox[];
  readonly gesture: Gesture | null;
  /** The box of a region of this picture, null for other regions. */
  readonly boxOf: (region: Pick<Region, "object" | "shape">) => Box | null;
  /** The typeface of the page, for tags. */
  readonly family: string;
}

/** The layer that stays while the pointer moves: every box but the one in hand. */
export function paintStill(layer: paint.Layer, { boxOf, editor, gesture, shown }: PaintScene): void {
  const { ghosts, regions, suggestions } = editor.state();
  const moving = gesture?.kind === "move" || gesture?.kind === "resize" ? gesture.id : null;
  const styled = (list: Iterable<Region>, styleOf: (region: Region) => paint.BoxStyle) =>
    [...list].flatMap((region) => {
      const box = boxOf(region);
      return box ? [{ box, style: styleOf(region) }] : [];
    });
  const drawn = shown.flatMap(({ box, id }) => {
    const region = id === moving ? undefined : regions.get(id);
    return region ? [{ box, style: styleOf(region, editor) }] : [];
  });
  paint.paintBoxes(
    layer,
    styled(ghosts.values(), () => paint.GHOST_STYLE),
  );
  paint.paintBoxes(layer, drawn);
  paint.paintBoxes(
    layer,
    styled(suggestions.values(), (region) => paint.suggestionStyle(colourOf(region, editor))),
  );
}

/** The layer that follows the pointer: what is being drawn, what waits for its label, what is selected. */
export function paintLive(layer: paint.Layer, scene: PaintScene): void {
  const { boxOf, editor, family, gesture, object } = scene;
  const { draft, editable, regions, schema } = editor.state();
  if (gesture?.kind === "draw") {
    paint.paintBoxes(layer, [{ box: gesture.box, style: drawingStyle(editor, object) }]);
  }
  const waiting = draft && boxOf(draft);
  if (waiting) {
    paint.paintBoxes(layer, [{ box: waiting, style: paint.DRAFT_STYLE }]);
    paint.paintTag(layer, waiting, "Choose a label", paint.DRAFT_STYLE.colour, family);
  }
  const selected = editor.selected();
  const box = selected && (gesture && "id" in gesture ? gesture.box : boxOf(selected));
  if (!selected || !box) return;
  paint.paintSelected(layer, { box, style: styleOf(selected, editor) }, editable);
  const title = regionTitle(selected, regions, schema, editor.context(object));
  paint.paintTag(layer, box, title, colourOf(selected, editor), family);
}

function styleOf(region: Region, editor: Editor): paint.BoxStyle {
  const verdict = editor.state().decisions.get(region.id)?.verdict;
  return verdict ? paint.VERDICT_STYLES[verdict] : paint.labelStyle(colourOf(region, editor));
}

function colourOf(region: Region, editor: Editor): string {
  return mainOption(region, editor.state().schema)?.colour ?? NO_LABEL_COLOUR;
}

/** The box under the hand already wears the colour it will have. */
function drawingStyle(editor: Editor, object: string): paint.BoxStyle {
  const { activeLabels, schema } = editor.state();
  for (const control of schema.controls) {
    const label = control.to === object ? activeLabels.get(control.name) : undefined;
    const option = control.options.find((each) => each.value === label);
    if (option) return paint.labelStyle(option.colour);
  }
  return paint.DRAFT_STYLE;
}
