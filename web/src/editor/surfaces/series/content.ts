import type { DrawnShape } from "../../core/model";
import type { SurfacePlace } from "../../core/surface";
import { isDated, seriesLength, seriesTime } from "../../ls/seriesWords";
import type { Band } from "../time/areas";
import type { TimeContent } from "../time/content";
import { type Layer, paintPlate } from "../time/paint";
import type { Place } from "../time/place";
import { dateTicks, numberTicks, plainNumber, type Tick } from "../time/ticks";
import { spanOf, type Window, xOf } from "../time/window";
import { type Channel, scaleOf } from "./channel";
import { type Curve, curveOf } from "./curve";
import { indexAt, nearestIndex } from "./extremes";

interface SeriesHost {
  readonly onHead: (value: number) => void;
  readonly open: (id: string) => void;
}

type Attributes = Readonly<Record<string, string>>;

/** Pixels between marks of an axis of values. */
const VALUES_APART = 24;
const FEWEST_SEEN = 8;

/** Measurements as lanes, one for each channel, over the same time. */
export class SeriesContent implements TimeContent {
  readonly gutter = 60;
  readonly perLane = false;
  readonly channels: readonly Channel[] = [];
  private times: Float64Array = new Float64Array(0);
  private at: number | null = null;
  private overview: ReadonlySet<number> = new Set();
  private readonly dated: boolean;
  private readonly time: (value: number) => string;
  private readonly length: (value: number) => string;

  constructor(
    attributes: Attributes,
    private readonly host: SeriesHost,
  ) {
    this.dated = isDated(attributes);
    this.time = seriesTime(attributes);
    this.length = seriesLength(attributes);
  }

  /** `overview` are the channels that the overview shows, by number. */
  setData(times: Float64Array, channels: readonly Channel[], overview: readonly number[]): void {
    this.times = times;
    (this as { channels: readonly Channel[] }).channels = channels;
    this.overview = new Set(overview);
    this.at = times[0] ?? null;
  }

  bounds(): Window | null {
    const first = this.times[0];
    const last = this.times.at(-1);
    if (first === undefined || last === undefined) return null;
    // A single row is still something to look at.
    return last > first ? { start: first, end: last } : { start: first - 1, end: first + 1 };
  }

  least(): number {
    const bounds = this.bounds();
    return bounds ? (spanOf(bounds) / Math.max(this.times.length, 1)) * FEWEST_SEEN : 1;
  }

  laneHeights(): readonly number[] {
    return this.channels.map(({ height }) => height);
  }

  readonly placeOf = (shape: DrawnShape) => {
    if (shape.kind !== "instants") return null;
    const bounds = this.bounds();
    const kept = (value: number) => (bounds ? Math.min(Math.max(value, bounds.start), bounds.end) : value);
    return {
      place: { start: kept(shape.start), end: kept(shape.end), lane: null },
      instant: shape.instant || shape.start === shape.end,
    };
  };

  shapeAt({ end, start }: Place, before: DrawnShape | null): DrawnShape {
    const instant = before?.kind === "instants" && before.instant;
    return { kind: "instants", start, end: instant ? start : end, instant };
  }

  instantAt(value: number): DrawnShape {
    return { kind: "instants", start: value, end: value, instant: true };
  }

  snap(value: number): number {
    return this.times[nearestIndex(this.times, value)] ?? value;
  }

  beside(value: number, direction: 1 | -1): number {
    const index = indexAt(this.times, value);
    if (direction === -1) return this.times[index - 1] ?? value;
    let next = index;
    while (next < this.times.length && (this.times[next] ?? 0) <= value) next += 1;
    return this.times[next] ?? value;
  }

  ticks(window: Window, width: number): readonly Tick[] {
    return this.dated ? dateTicks(window, width) : numberTicks(window, width);
  }

  words(value: number): string {
    return this.time(value);
  }

  lengthWords(length: number): string {
    return this.length(length);
  }

  placeAt(time: number): SurfacePlace {
    return { time, words: `at ${this.time(time)}` };
  }

  paintLane(layer: Layer, lane: number, band: Band): void {
    const channel = this.channels[lane];
    if (!channel) return;
    const { colours, context, width, window } = layer;
    const scale = scaleOf(channel, this.times, window);
    context.fillStyle = colours.of("var(--grid)");
    for (const { value } of valueTicks(channel, scale, band)) {
      context.fillRect(0, Math.round(yOf(scale, band, value)), width, 1);
    }
    const curve = curveOf(this.times, channel.extremes, window, Math.ceil(width));
    paintCurve(layer, channel, curve, (value) => yOf(scale, band, value));
    this.paintTitle(layer, channel, band);
  }

  paintGutter(layer: Layer, lane: number, band: Band): void {
    const channel = this.channels[lane];
    if (!channel) return;
    const { colours, context, family, window } = layer;
    const scale = scaleOf(channel, this.times, window);
    context.font = `11px ${family}`;
    context.fillStyle = colours.of("var(--text-3)");
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const { label, value } of valueTicks(channel, scale, band)) {
      const y = yOf(scale, band, value);
      if (y > band.top + 6 && y < band.top + band.height - 5) context.fillText(label, -8, y, this.gutter - 8);
    }
    context.textAlign = "left";
    context.fillStyle = colours.of("var(--line-strong)");
    context.fillRect(-1, band.top, 1, band.height);
  }

  paintOverview(layer: Layer, band: Band): void {
    this.channels.forEach((channel, index) => {
      if (!this.overview.has(index)) return;
      const scale = scaleOf({ ...channel, fixedScale: true }, this.times, layer.window);
      const curve = curveOf(this.times, channel.extremes, layer.window, Math.ceil(layer.width));
      layer.context.globalAlpha = this.overview.size > 1 ? 0.6 : 0.9;
      const plain = { ...channel, strokeWidth: 1 };
      paintCurve(layer, plain, { ...curve, sparse: false }, (value) => yOf(scale, band, value));
      layer.context.globalAlpha = 1;
    });
  }

  paintHover(layer: Layer, value: number, lanes: readonly Band[]): void {
    const index = nearestIndex(this.times, value);
    const time = this.times[index];
    if (time === undefined) return;
    const { colours, context, width, window } = layer;
    const x = xOf(window, width, time);
    if (x < -1 || x > width + 1) return;
    this.channels.forEach((channel, lane) => {
      const band = lanes[lane];
      const measured = channel.extremes.values[index] ?? Number.NaN;
      if (!band) return;
      const scale = scaleOf(channel, this.times, window);
      const y = Number.isNaN(measured) ? band.top + band.height / 2 : yOf(scale, band, measured);
      if (!Number.isNaN(measured)) {
        context.beginPath();
        context.arc(x, y, 3.5, 0, 2 * Math.PI);
        context.fillStyle = colours.of("var(--surface)");
        context.fill();
        context.lineWidth = 2;
        context.strokeStyle = colours.of(channel.colour);
        context.stroke();
      }
      const plate = Math.min(Math.max(y - 9, band.top + 2), band.top + band.height - 20);
      paintPlate(layer, this.valueWords(channel, index), x, plate, true);
    });
  }

  head(): number | null {
    return this.at;
  }

  seek(value: number): void {
    this.at = this.snap(value);
    this.host.onHead(this.at);
  }

  open(id: string): void {
    this.host.open(id);
  }

  /** What was measured nearest to a time, in words for each channel. */
  readings(value: number): readonly { readonly title: string; readonly value: string }[] {
    const index = nearestIndex(this.times, value);
    return this.channels.map((channel) => ({
      title: channel.title,
      value: this.valueWords(channel, index),
    }));
  }

  private valueWords({ extremes, units, words }: Channel, index: number): string {
    const value = extremes.values[index] ?? Number.NaN;
    return Number.isNaN(value) ? "no value" : `${words(value)}${units ? ` ${units}` : ""}`;
  }

  private paintTitle(layer: Layer, { title, units }: Channel, band: Band): void {
    const { colours, context, family } = layer;
    context.font = `600 12px ${family}`;
    context.textBaseline = "middle";
    const words = context.measureText(title).width;
    context.font = `12px ${family}`;
    const unit = units ? `  ${units}` : "";
    const size = words + context.measureText(unit).width;
    context.globalAlpha = 0.85;
    context.fillStyle = colours.of("var(--surface)");
    context.beginPath();
    context.roundRect(6, band.top + 5, size + 10, 18, 4);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = colours.of("var(--text-3)");
    context.fillText(unit, 11 + words, band.top + 14.5);
    context.font = `600 12px ${family}`;
    context.fillStyle = colours.of("var(--text-2)");
    context.fillText(title, 11, band.top + 14.5);
  }
}

function yOf(scale: Window, band: Band, value: number): number {
  return band.top + band.height - ((value - scale.start) / spanOf(scale)) * band.height;
}

function valueTicks({ words }: Channel, scale: Window, band: Band): readonly Tick[] {
  // Digits that displayFormat cuts off would give several marks the same name.
  const ticks = numberTicks(scale, band.height, plainNumber, VALUES_APART).filter(({ label }) => label);
  const named = ticks.map(({ value }) => words(value));
  const distinct = new Set(named).size === named.length;
  return ticks.map((tick, index) => (distinct ? { ...tick, label: named[index] ?? tick.label } : tick));
}

function paintCurve(
  layer: Layer,
  channel: Channel,
  { pieces, sparse }: Curve,
  y: (value: number) => number,
): void {
  const { colours, context } = layer;
  const line = new Path2D();
  const dots = new Path2D();
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += 2) {
      const x = piece[at] ?? 0;
      const height = y(piece[at + 1] ?? 0);
      if (at === 0) line.moveTo(x, height);
      else {
        if (channel.steps) line.lineTo(x, y(piece[at - 1] ?? 0));
        line.lineTo(x, height);
      }
      // A measurement between two gaps has no line that would show it.
      if (!sparse && piece.length > 2) continue;
      dots.moveTo(x + 2, height);
      dots.arc(x, height, 2, 0, 2 * Math.PI);
    }
  }
  context.lineJoin = "round";
  context.lineWidth = channel.strokeWidth;
  context.strokeStyle = colours.of(channel.colour);
  context.stroke(line);
  context.fillStyle = colours.of(channel.colour);
  context.fill(dots);
}
