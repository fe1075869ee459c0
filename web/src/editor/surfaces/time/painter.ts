import type { Pin } from "../../core/surface";
import type { Areas, Band } from "./areas";
import { rowBand } from "./areas";
import type { TimeContent } from "./content";
import type { Gesture } from "./gesture";
import type { Mark, Marks } from "./marks";
import {
  type Layer,
  paintBand,
  paintFrame,
  paintGrid,
  paintLine,
  paintPill,
  paintPlate,
  paintRuler,
  paintTrace,
} from "./paint";
import type { Place } from "./place";
import { type Window, xOf } from "./window";

/** Everything that a frame of the stage shows. */
export interface Picture {
  readonly content: TimeContent;
  readonly areas: Areas;
  readonly bounds: Window;
  readonly marks: Marks;
  readonly selection: ReadonlySet<string>;
  readonly gesture: Gesture | null;
  /** Colour of what is drawn next. */
  readonly brush: string;
  readonly mayReshape: boolean;
  /** Where the pointer is, as a value; null when it is elsewhere. */
  readonly hover: number | null;
  /** A mark set for the beginning of the next region. */
  readonly markIn: number | null;
  /** Places that something is said about. */
  readonly pins: readonly Pin[];
}

/** What changes seldom: the content, and all regions but the one in the hand. */
export function paintStill(layer: Layer, picture: Picture): void {
  const { areas, bounds, content, marks } = picture;
  const { colours, context, width, window } = layer;
  const ticks = content.ticks(window, width);
  areas.lanes.forEach((band, lane) => {
    content.paintGutter(layer, lane, band);
    clip(layer, band, () => {
      paintGrid(layer, ticks, band);
      content.paintLane(layer, lane, band);
    });
    context.fillStyle = colours.of("var(--line)");
    context.fillRect(-content.gutter, band.top + band.height, width + content.gutter, 1);
  });
  clip(layer, areas.ruler, () => paintRuler(layer, ticks, areas.ruler));
  const held = heldId(picture.gesture);
  const seen = marks.all.filter(
    (mark) => mark.id !== held && mark.place.end >= window.start && mark.place.start <= window.end,
  );
  // The selected ones last, so that nothing lies over them.
  const ordered = [...seen].sort(
    (a, b) => Number(picture.selection.has(a.id)) - Number(picture.selection.has(b.id)),
  );
  for (const mark of ordered) paintMarkBands(layer, picture, mark, mark.place);
  clip(layer, areas.track, () => {
    for (const mark of ordered) paintMarkPill(layer, picture, mark, marks.next.get(mark.id));
  });
  paintWhole(layer, picture, bounds);
}

/** What follows the pointer and the playing: painted at every frame. */
export function paintLive(layer: Layer, picture: Picture): void {
  const { areas, content, gesture, hover, markIn, marks } = picture;
  const { width, window } = layer;
  const at = content.head();
  const through = { top: areas.ruler.height, height: areas.track.top - areas.ruler.height };
  const held = marks.byId.get(heldId(gesture) ?? "");
  const place = gesture && "place" in gesture ? gesture.place : null;
  if (gesture?.kind === "draw") {
    const mark: Mark = {
      id: "",
      place: gesture.place,
      row: 0,
      look: "draft",
      colour: picture.brush,
      title: "",
      locked: false,
      instant: false,
    };
    paintMarkBands(layer, picture, mark, gesture.place);
  } else if (held && place) {
    const moved = { ...held, place };
    paintMarkBands(layer, picture, moved, place);
    clip(layer, areas.track, () => paintMarkPill(layer, picture, moved, undefined));
  }
  const whole = { top: 0, height: areas.track.top + areas.track.height };
  clip(layer, whole, () => {
    if (markIn !== null) {
      paintLine(layer, markIn, through, "var(--accent)", 2);
      paintPlate(layer, "In", xOf(window, width, markIn), areas.ruler.height + 4, true);
    }
    for (const { place: at, title } of picture.pins) {
      const value = at.time ?? at.start;
      if (value === undefined) continue;
      paintLine(layer, value, through, "var(--rejected-solid)", 2);
      paintPlate(layer, title, xOf(window, width, value), through.top + through.height - 24, true);
    }
    if (place) paintMeasures(layer, content, place, areas);
    else if (hover !== null && !gesture) {
      paintLine(layer, hover, through, "var(--text-3)", 1);
      content.paintHover(layer, hover, areas.lanes);
    }
    const head = content.head();
    if (head !== null) {
      paintLine(
        layer,
        head,
        { top: areas.ruler.height - 12, height: whole.height - areas.ruler.height + 12 },
        "var(--text)",
        1.5,
        true,
      );
    }
  });
  if (at !== null) {
    const all = { ...layer, window: picture.bounds };
    paintLine(all, at, areas.overview, "var(--text)", 1.5);
  }
}

function heldId(gesture: Gesture | null): string | null {
  return gesture?.kind === "move" || gesture?.kind === "resize" ? gesture.id : null;
}

function paintMarkBands(layer: Layer, picture: Picture, mark: Mark, place: Place): void {
  const selected = picture.selection.has(mark.id);
  const grips = selected && picture.mayReshape && !mark.locked && picture.selection.size === 1;
  picture.areas.lanes.forEach((band, lane) => {
    if (place.lane !== null && place.lane !== lane) return;
    clip(layer, band, () => paintBand(layer, { ...mark, place }, band, selected, grips));
  });
}

function paintMarkPill(layer: Layer, picture: Picture, mark: Mark, next: number | undefined): void {
  const row = rowBand(picture.areas, mark.row);
  const until = next ?? Number.POSITIVE_INFINITY;
  paintPill(layer, mark, row, picture.selection.has(mark.id), until);
}

/** Beginning, end and length of what is in the hand. */
function paintMeasures(layer: Layer, content: TimeContent, place: Place, areas: Areas): void {
  const { width, window } = layer;
  const top = areas.ruler.height + 4;
  const length = place.end - place.start;
  const from = content.words(place.start, window);
  const to = content.words(place.end, window);
  const words = length > 0 ? `${from} to ${to} · ${content.lengthWords(length)}` : from;
  paintPlate(layer, words, xOf(window, width, place.end), top, true);
}

function paintWhole(layer: Layer, picture: Picture, bounds: Window): void {
  const { areas, content, marks } = picture;
  const { overview } = areas;
  const all = { ...layer, window: bounds };
  clip(layer, overview, () => {
    layer.context.fillStyle = layer.colours.of("var(--surface-2)");
    layer.context.fillRect(0, overview.top, layer.width, overview.height);
    content.paintOverview(all, overview);
    const foot: Band = { top: overview.top + overview.height - 4, height: 4 };
    for (const mark of marks.all) if (mark.look !== "draft") paintTrace(all, mark, foot);
    paintFrame(all, layer.window, overview);
  });
}

function clip({ context, width }: Layer, { height, top }: Band, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(0, top, width, height);
  context.clip();
  paint();
  context.restore();
}
