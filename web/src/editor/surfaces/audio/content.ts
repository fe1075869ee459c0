import { clock } from "../../core/kinds/time";
import type { DrawnShape } from "../../core/model";
import type { SurfacePlace } from "../../core/surface";
import type { Band } from "../time/areas";
import type { TimeContent } from "../time/content";
import { type Layer, paintPlate } from "../time/paint";
import type { Place } from "../time/place";
import { clockTicks, type Tick } from "../time/ticks";
import { spanOf, type Window, xOf } from "../time/window";
import type { AudioOptions } from "./options";
import { type ChannelOutline, columnsOf, type Outline } from "./outline";

/** What the content asks the surface for. */
interface SoundHost {
  readonly head: () => number;
  readonly seek: (time: number) => void;
  readonly open: (id: string) => void;
}

const LEAST_SECONDS = 0.05;
/** Quiet recordings are drawn larger, up to so many times. */
const MOST_GAIN = 24;
/** The loudest sound leaves a little room to the edges of its lane. */
const FULL = 0.94;

/** A recording as lanes of a waveform: all channels in one, or each in its own. */
export class SoundContent implements TimeContent {
  private duration = 0;
  private outline: Outline | null = null;

  constructor(
    private readonly options: Pick<AudioOptions, "split" | "height" | "laneHeight" | "scale">,
    private readonly host: SoundHost,
  ) {}

  setSound(duration: number, outline: Outline | null): void {
    this.duration = duration;
    this.outline = outline;
  }

  get length(): number {
    return this.duration;
  }

  get perLane(): boolean {
    return this.isSplit();
  }

  get gutter(): number {
    return this.options.split ? 24 : 0;
  }

  bounds(): Window | null {
    return this.duration > 0 ? { start: 0, end: this.duration } : null;
  }

  least(): number {
    return LEAST_SECONDS;
  }

  laneHeights(): readonly number[] {
    const { height, laneHeight } = this.options;
    return this.lanes().map(() => (this.isSplit() ? laneHeight : height));
  }

  readonly placeOf = (shape: DrawnShape) => {
    if (shape.kind !== "range") return null;
    const lane = this.isSplit() ? Math.min(Math.max(shape.channel, 0), this.lanes().length - 1) : null;
    const { duration } = this;
    // What lies beyond the end is shown there: it is listed, and can be found.
    const start = duration > 0 ? Math.min(shape.start, duration) : shape.start;
    const end = duration > 0 ? Math.min(shape.end, duration) : shape.end;
    return { place: { start, end, lane }, instant: false };
  };

  shapeAt({ end, lane, start }: Place, before: DrawnShape | null): DrawnShape {
    const channel = before?.kind === "range" ? before.channel : (lane ?? 0);
    return { kind: "range", start: exact(start), end: exact(end), channel, length: this.duration };
  }

  instantAt(): null {
    return null;
  }

  snap(value: number): number {
    return value;
  }

  beside(value: number, direction: 1 | -1): number {
    return value + direction * 0.001;
  }

  ticks(window: Window, width: number): readonly Tick[] {
    return clockTicks(window, width);
  }

  words(value: number, window: Window): string {
    return clock(value, spanOf(window) < 2 ? 3 : 2);
  }

  lengthWords(length: number): string {
    return `${length.toFixed(length < 1 ? 3 : 2)} s`;
  }

  placeAt(time: number): SurfacePlace {
    return { time };
  }

  paintLane(layer: Layer, lane: number, band: Band): void {
    const { colours, context, width } = layer;
    const middle = band.top + band.height / 2;
    context.fillStyle = colours.of("var(--grid)");
    context.fillRect(0, Math.round(middle), width, 1);
    const channels = this.lanes()[lane] ?? [];
    if (this.outline && channels.length > 0) this.paintWave(layer, channels, band, FULL);
  }

  paintGutter(layer: Layer, lane: number, band: Band): void {
    if (!this.isSplit()) return;
    const { colours, context, family } = layer;
    context.font = `600 11px ${family}`;
    context.fillStyle = colours.of("var(--text-3)");
    context.textBaseline = "middle";
    context.fillText(`${lane + 1}`, 10 - this.gutter, band.top + band.height / 2);
  }

  paintOverview(layer: Layer, band: Band): void {
    if (this.outline) this.paintWave(layer, this.outline.channels, band, 0.8);
  }

  paintHover(layer: Layer, value: number, lanes: readonly Band[]): void {
    const [first] = lanes;
    if (!first) return;
    paintPlate(layer, this.words(value, layer.window), xOf(layer.window, layer.width, value), first.top + 4);
  }

  head(): number | null {
    return this.duration > 0 ? this.host.head() : null;
  }

  seek(value: number): void {
    this.host.seek(value);
  }

  open(id: string): void {
    this.host.open(id);
  }

  private isSplit(): boolean {
    return this.options.split && (this.outline?.channels.length ?? 1) > 1;
  }

  /** The channels that each lane shows. */
  private lanes(): readonly (readonly ChannelOutline[])[] {
    const channels = this.outline?.channels ?? [];
    return this.isSplit() ? channels.map((channel) => [channel]) : [channels];
  }

  /** Peaks as a soft outline, what the ear hears of them (the mean) as a strong core. */
  private paintWave(layer: Layer, channels: readonly ChannelOutline[], band: Band, full: number): void {
    const { colours, context, width, window } = layer;
    const count = Math.ceil(width);
    const { body, high, low } = columnsOf(channels, window.start, window.end, count);
    const gain = Math.min(1 / Math.max(this.outline?.peak ?? 1, 1e-6), MOST_GAIN);
    const reaches = (band.height / 2) * full;
    const scale = reaches * gain * this.options.scale;
    const middle = band.top + band.height / 2;
    const kept = (height: number) => Math.min(Math.max(height * scale, -reaches), reaches);
    const peaks = new Path2D();
    const core = new Path2D();
    for (let x = 0; x < count; x += 1) {
      const top = middle - kept(high[x] ?? 0);
      const bottom = middle - kept(low[x] ?? 0);
      peaks.rect(x, top, 1, Math.max(bottom - top, 1));
      if (!body) continue;
      const reach = kept(body[x] ?? 0);
      const from = Math.max(middle - reach, top);
      core.rect(x, from, 1, Math.max(Math.min(middle + reach, bottom) - from, 0.5));
    }
    context.fillStyle = colours.of(body ? "var(--data-edge)" : "var(--data)");
    context.globalAlpha = body ? 0.75 : 1;
    context.fill(peaks);
    context.globalAlpha = 1;
    if (!body) return;
    context.fillStyle = colours.of("var(--data)");
    context.fill(core);
  }
}

/** A tenth of a millisecond is finer than any hand; more digits would only make results longer. */
function exact(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}
