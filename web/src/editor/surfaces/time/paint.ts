import { DIFFERENCE_LOOKS } from "../../core/looks";
import type { Difference } from "../../core/model";
import { type Sign, strokeSign } from "../signs";
import type { Band } from "./areas";
import type { SchemeColours } from "./colours";
import type { Look, Mark } from "./marks";
import type { Tick } from "./ticks";
import { type Window, xOf } from "./window";

/** Where to paint: x counts from the left edge of the lanes, in CSS pixels. */
export interface Layer {
  readonly context: CanvasRenderingContext2D;
  readonly colours: SchemeColours;
  readonly window: Window;
  readonly width: number;
  readonly family: string;
}

interface LineStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly badge: "check" | "cross" | "pencil" | null;
}

const VERDICTS: Readonly<Partial<Record<Look, LineStyle>>> = {
  pending: { colour: "var(--pending-solid)", dash: [6, 4], badge: null },
  approved: { colour: "var(--approved-solid)", dash: [], badge: "check" },
  fixed: { colour: "var(--approved-solid)", dash: [], badge: "pencil" },
  rejected: { colour: "var(--rejected-solid)", dash: [], badge: "cross" },
  ghost: { colour: "var(--text-3)", dash: [2, 3], badge: null },
  same: lookOf("same"),
  changed: lookOf("changed"),
  added: lookOf("added"),
  removed: lookOf("removed"),
};

function lookOf(difference: Difference): LineStyle {
  const { colour, dash } = DIFFERENCE_LOOKS[difference];
  return { colour, dash, badge: null };
}

export function lineOf({ colour, look }: Pick<Mark, "colour" | "look">): LineStyle {
  return VERDICTS[look] ?? { colour, dash: look === "label" ? [] : [4, 3], badge: null };
}

const PILL = { inset: 1.5, radius: 4, pad: 7, badge: 15, narrow: 30, least: 5 };
const FONT_SIZE = 12;
const CROWDED = 4;

export function paintRuler(layer: Layer, ticks: readonly Tick[], { height, top }: Band): void {
  const { colours, context, family, width, window } = layer;
  context.font = `11px ${family}`;
  context.textBaseline = "middle";
  context.fillStyle = colours.of("var(--text-3)");
  const marks = new Path2D();
  for (const { label, value } of ticks) {
    const x = crisp(xOf(window, width, value));
    marks.moveTo(x, top + height);
    marks.lineTo(x, top + height - (label ? 7 : 4));
    if (label) context.fillText(label, x + 7, top + height / 2 - 1);
  }
  marks.moveTo(0, top + height - 0.5);
  marks.lineTo(width, top + height - 0.5);
  context.strokeStyle = colours.of("var(--line-strong)");
  context.lineWidth = 1;
  context.stroke(marks);
}

/** Upright lines under named marks. */
export function paintGrid(layer: Layer, ticks: readonly Tick[], { height, top }: Band): void {
  const { colours, context, width, window } = layer;
  const lines = new Path2D();
  for (const { label, value } of ticks) {
    if (!label) continue;
    const x = crisp(xOf(window, width, value));
    lines.moveTo(x, top);
    lines.lineTo(x, top + height);
  }
  context.strokeStyle = colours.of("var(--grid)");
  context.lineWidth = 1;
  context.stroke(lines);
}

/** A region across a lane: a soft veil between its borders; grips where the selected one can be pulled. */
export function paintBand(layer: Layer, mark: Mark, band: Band, selected: boolean, grips: boolean): void {
  const { colours, context, width, window } = layer;
  const from = xOf(window, width, mark.place.start);
  const to = xOf(window, width, mark.place.end);
  const line = lineOf(mark);
  if (!mark.instant && mark.look !== "ghost") {
    const faint = mark.look === "suggestion" || mark.look === "draft" ? 0.07 : 0.13;
    context.globalAlpha = selected ? 0.26 : faint;
    context.fillStyle = colours.of(mark.colour);
    context.fillRect(from, band.top, Math.max(to - from, 1), band.height);
    context.globalAlpha = 1;
  }
  // Borders closer than that would be all that one sees.
  if (to - from < CROWDED && !selected && !mark.instant) return;
  context.strokeStyle = colours.of(line.colour);
  context.lineWidth = selected || line.badge || mark.instant ? 2 : 1;
  context.setLineDash([...line.dash]);
  const borders = new Path2D();
  for (const x of mark.instant ? [from] : [from, to]) {
    if (x < -2 || x > width + 2) continue;
    borders.moveTo(crisp(x), band.top);
    borders.lineTo(crisp(x), band.top + band.height);
  }
  context.stroke(borders);
  context.setLineDash([]);
  if (!grips || mark.instant) return;
  for (const x of [from, to]) {
    if (x < -2 || x > width + 2) continue;
    paintGrip(layer, x, band.top + band.height / 2);
  }
}

function paintGrip({ colours, context }: Layer, x: number, y: number): void {
  context.beginPath();
  context.roundRect(crisp(x) - 4, y - 12, 8, 24, 3);
  context.fillStyle = colours.of("var(--surface)");
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = colours.of("var(--accent)");
  context.stroke();
  context.beginPath();
  for (const dx of [-1.5, 1.5]) {
    context.moveTo(crisp(x) + dx, y - 4);
    context.lineTo(crisp(x) + dx, y + 4);
  }
  context.lineWidth = 1;
  context.stroke();
}

/** A region in its row of the track, with its name; `until` is where the next one in the row begins. */
export function paintPill(layer: Layer, mark: Mark, row: Band, selected: boolean, until: number): void {
  const { context, width, window } = layer;
  const begin = xOf(window, width, mark.place.start);
  // What lies at the very end of everything has to be seen as well.
  const left = begin <= width + 0.5 ? Math.min(begin, width - PILL.least) : begin;
  const right = Math.max(xOf(window, width, mark.place.end), left + PILL.least);
  if (right < -PILL.badge || left > width + PILL.badge) return;
  const top = row.top + PILL.inset;
  const height = row.height - 2 * PILL.inset;
  if (mark.instant) paintDiamond(layer, mark, left, top + height / 2, Math.min(height / 2 - 1, 7), selected);
  else paintCapsule(layer, mark, { left, top, width: right - left, height }, selected);
  if (height < FONT_SIZE + 2) return;
  const beside = mark.instant || right - left < PILL.narrow;
  const from = beside ? (mark.instant ? left + 10 : right + 5) : Math.max(left, 0) + PILL.pad;
  const badge = paintBadge(layer, mark, beside ? from : from - 1, top + height / 2, selected && !beside);
  const start = from + badge;
  const room = (beside ? Math.min(xOf(window, width, until), width) : Math.min(right, width)) - start - 5;
  const title = clipped(context, mark.title, room, layer.family, selected);
  if (!title) return;
  context.fillStyle = beside
    ? layer.colours.of(selected ? "var(--text)" : "var(--text-2)")
    : inkOf(layer, mark, selected);
  context.textBaseline = "middle";
  context.fillText(title, start, top + height / 2 + 0.5);
}

interface Rect extends Band {
  readonly left: number;
  readonly width: number;
}

function paintCapsule(layer: Layer, mark: Mark, rect: Rect, selected: boolean): void {
  const { colours, context } = layer;
  const { height, left, top, width } = rect;
  const line = lineOf(mark);
  const radius = Math.min(PILL.radius, height / 2);
  context.beginPath();
  context.roundRect(left + 0.5, top, Math.max(width - 1, 1), height, radius);
  context.fillStyle = colours.of("var(--surface)");
  context.fill();
  if (isSolid(mark, selected)) {
    context.fillStyle = colours.of(mark.colour);
    context.fill();
  } else if (mark.look !== "ghost") {
    context.globalAlpha = mark.look === "suggestion" || mark.look === "draft" ? 0.08 : 0.18;
    context.fillStyle = colours.of(mark.colour);
    context.fill();
    context.globalAlpha = 1;
  }
  context.strokeStyle = colours.of(line.colour);
  context.lineWidth = line.badge ? 2 : 1;
  context.setLineDash([...line.dash]);
  context.stroke();
  context.setLineDash([]);
  if (!selected) return;
  context.beginPath();
  context.roundRect(left - 1.5, top - 1.5, width + 3, height + 3, radius + 2);
  context.strokeStyle = colours.of("var(--accent)");
  context.lineWidth = 2;
  context.stroke();
}

function paintDiamond(
  layer: Layer,
  mark: Mark,
  x: number,
  y: number,
  radius: number,
  selected: boolean,
): void {
  const { colours, context } = layer;
  const line = lineOf(mark);
  const path = new Path2D();
  path.moveTo(x, y - radius);
  path.lineTo(x + radius, y);
  path.lineTo(x, y + radius);
  path.lineTo(x - radius, y);
  path.closePath();
  context.fillStyle = colours.of(mark.look === "label" ? mark.colour : "var(--surface)");
  context.fill(path);
  context.strokeStyle = colours.of(line.colour);
  context.lineWidth = 2;
  context.setLineDash(line.dash.map((length) => length / 2));
  context.stroke(path);
  context.setLineDash([]);
  if (!selected) return;
  context.strokeStyle = colours.of("var(--accent)");
  context.strokeRect(x - radius - 2.5, y - radius - 2.5, 2 * radius + 5, 2 * radius + 5);
}

/** The sign of its verdict, or that it is locked, before the name; gives how much room that took. */
function paintBadge(layer: Layer, mark: Mark, left: number, y: number, solid: boolean): number {
  const { badge, colour } = lineOf(mark);
  const sign: Sign | null = badge ?? (mark.locked ? "lock" : null);
  if (!sign) return 0;
  const { colours, context } = layer;
  context.strokeStyle = solid ? inkOf(layer, mark, true) : colours.of(badge ? colour : "var(--text-3)");
  strokeSign(context, sign, left + 5, y, sign === "lock" ? 1.4 : 2);
  return PILL.badge;
}

function isSolid({ look }: Mark, selected: boolean): boolean {
  return selected && look !== "ghost" && look !== "suggestion" && look !== "draft";
}

function inkOf({ colours }: Layer, mark: Mark, selected: boolean): string {
  if (isSolid(mark, selected)) return colours.ink(mark.colour);
  return colours.of(mark.look === "ghost" ? "var(--text-3)" : "var(--text)");
}

/** The piece of a region in the overview of everything. */
export function paintTrace(layer: Layer, mark: Mark, { height, top }: Band): void {
  const { colours, context, width, window } = layer;
  const from = xOf(window, width, mark.place.start);
  const to = xOf(window, width, mark.place.end);
  context.globalAlpha = mark.look === "suggestion" || mark.look === "ghost" ? 0.35 : 0.8;
  context.fillStyle = colours.of(lineOf(mark).colour);
  context.fillRect(from, top, Math.max(to - from, 1.5), height);
  context.globalAlpha = 1;
}

/** What is seen of everything: the rest is dimmed. */
export function paintFrame(layer: Layer, seen: Window, { height, top }: Band): void {
  const { colours, context, width, window } = layer;
  const from = xOf(window, width, seen.start);
  const to = Math.max(xOf(window, width, seen.end), from + 3);
  context.globalAlpha = 0.6;
  context.fillStyle = colours.of("var(--surface)");
  context.fillRect(0, top, from, height);
  context.fillRect(to, top, width - to, height);
  context.globalAlpha = 1;
  context.beginPath();
  context.roundRect(from + 0.5, top + 0.5, Math.max(to - from - 1, 2), height - 1, 3);
  context.strokeStyle = colours.of("var(--line-control)");
  context.lineWidth = 1;
  context.stroke();
}

/** An upright line through the lanes; the head of playback has a grip in the ruler. */
export function paintLine(
  layer: Layer,
  value: number,
  band: Band,
  colour: string,
  size: number,
  withGrip = false,
): void {
  const { colours, context, width, window } = layer;
  const x = xOf(window, width, value);
  if (x < -6 || x > width + 6) return;
  context.fillStyle = colours.of(colour);
  context.fillRect(x - size / 2, band.top, size, band.height);
  if (!withGrip) return;
  context.beginPath();
  context.moveTo(x - 6, band.top);
  context.lineTo(x + 6, band.top);
  context.lineTo(x + 6, band.top + 5);
  context.lineTo(x, band.top + 11);
  context.lineTo(x - 6, band.top + 5);
  context.closePath();
  context.fill();
}

/** A word on a plate of its own, beside an x and inside of the lanes. */
export function paintPlate(layer: Layer, words: string, x: number, y: number, strong = false): void {
  const { colours, context, family, width } = layer;
  context.font = `${strong ? "600 " : ""}11px ${family}`;
  const size = context.measureText(words).width + 10;
  const left = x + 6 + size > width ? x - 6 - size : x + 6;
  context.beginPath();
  context.roundRect(Math.max(left, 0), y, size, 18, 4);
  context.fillStyle = colours.of("var(--raised)");
  context.fill();
  context.strokeStyle = colours.of("var(--line-strong)");
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = colours.of("var(--text)");
  context.textBaseline = "middle";
  context.fillText(words, Math.max(left, 0) + 5, y + 9.5);
}

/** As much of a title as fits, or nothing. */
function clipped(
  context: CanvasRenderingContext2D,
  title: string,
  room: number,
  family: string,
  strong: boolean,
): string {
  context.font = `${strong ? "600 " : ""}${FONT_SIZE}px ${family}`;
  if (room < 12) return "";
  if (context.measureText(title).width <= room) return title;
  const letters = [...title];
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    const fits = context.measureText(`${letters.slice(0, middle).join("")}…`).width <= room;
    if (fits) least = middle;
    else most = middle - 1;
  }
  return least > 0 ? `${letters.slice(0, least).join("").trimEnd()}…` : "";
}

/** Lines of one pixel are sharp only in the middle of a pixel. */
function crisp(x: number): number {
  return Math.round(x) + 0.5;
}
