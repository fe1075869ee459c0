import { numberFormat } from "../../ls/numberFormat";
import type { TagPart } from "../../ls/schema";
import { plainNumber } from "../time/ticks";
import type { Window } from "../time/window";
import { Extremes, indexAt } from "./extremes";

/** One `<Channel>` with its measurements. */
export interface Channel {
  readonly title: string;
  readonly units: string;
  readonly height: number;
  readonly colour: string;
  readonly strokeWidth: number;
  readonly steps: boolean;
  readonly fixedScale: boolean;
  readonly words: (value: number) => string;
  readonly extremes: Extremes;
}

const HEIGHT = { few: 132, many: 96, least: 40, most: 600 };
const MANY = 4;
const COLOUR = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24}|rgba?\([\d\s.,%]+\))$/i;

export function channelsOf(
  parts: readonly TagPart[],
  lists: readonly Float64Array[],
  fixedScale: boolean,
): readonly Channel[] {
  const tags = parts.filter(({ tag }) => tag === "Channel");
  const usual = tags.length >= MANY ? HEIGHT.many : HEIGHT.few;
  return tags.map(({ attributes }, index) => {
    const {
      column = "",
      displayFormat = "",
      height = "",
      legend,
      strokeColor = "",
      strokeWidth = "",
    } = attributes;
    const wanted = Number.parseInt(height, 10);
    const wide = Number.parseFloat(strokeWidth);
    return {
      title: legend || column,
      units: attributes.units ?? "",
      height: Number.isFinite(wanted) ? Math.min(Math.max(wanted, HEIGHT.least), HEIGHT.most) : usual,
      colour: COLOUR.test(strokeColor.trim()) ? strokeColor.trim() : "var(--data)",
      strokeWidth: Number.isFinite(wide) ? Math.min(Math.max(wide, 0.5), 6) : 1.25,
      steps: /step/i.test(attributes.interpolation ?? ""),
      fixedScale: attributes.fixedScale ? attributes.fixedScale === "true" : fixedScale,
      words: numberFormat(displayFormat) ?? reading,
      extremes: new Extremes(lists[index] ?? new Float64Array(0)),
    };
  });
}

/** The least and greatest value that the lane of a channel shows, with a little room. */
export function scaleOf({ extremes, fixedScale }: Channel, times: Float64Array, window: Window): Window {
  const from = fixedScale ? 0 : Math.max(indexAt(times, window.start) - 1, 0);
  const to = fixedScale ? times.length : Math.min(indexAt(times, window.end) + 1, times.length);
  const [least, most] = extremes.between(from, to) ?? [0, 1];
  if (least === most) {
    const around = Math.abs(least) / 2 || 1;
    return { start: least - around, end: least + around };
  }
  const room = (most - least) * 0.08;
  return { start: least - room, end: most + room };
}

/** Six digits that count are more than most sensors have. */
function reading(value: number): string {
  return plainNumber(Number(value.toPrecision(6)));
}
