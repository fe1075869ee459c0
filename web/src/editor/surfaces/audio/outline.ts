/** How loud a channel is over time, at several resolutions: any stretch can be drawn by looking at a few numbers. */
export interface ChannelOutline {
  /** From fine to coarse. */
  readonly levels: readonly Level[];
}

export interface Level {
  /** How many numbers there are for a second. */
  readonly rate: number;
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** How strong the sound is within each step (root mean square); null where only its peaks are known. */
  readonly body: Float32Array | null;
}

export interface Outline {
  readonly duration: number;
  readonly channels: readonly ChannelOutline[];
  /** The loudest of all, from 0 to 1. */
  readonly peak: number;
}

/** What a stretch looks like, one number per column of pixels. */
export interface Columns {
  readonly low: Float32Array;
  readonly high: Float32Array;
  readonly body: Float32Array | null;
}

const COARSER = 4;
const FEWEST = 256;
const STEPS_A_SECOND = 400;

/** The outline of decoded sound. Its samples are kept as the finest level when asked for. */
export function outlineOfSamples(
  samples: readonly Float32Array[],
  rate: number,
  keepSamples: boolean,
): Outline {
  const length = samples[0]?.length ?? 0;
  const step = Math.max(Math.round(rate / STEPS_A_SECOND), 1);
  let peak = 0;
  const channels = samples.map((channel): ChannelOutline => {
    const count = Math.ceil(channel.length / step);
    const low = new Float32Array(count);
    const high = new Float32Array(count);
    const body = new Float32Array(count);
    for (let at = 0; at < count; at += 1) {
      const end = Math.min((at + 1) * step, channel.length);
      let [least, most, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
      for (let index = at * step; index < end; index += 1) {
        const sample = channel[index] ?? 0;
        if (sample < least) least = sample;
        if (sample > most) most = sample;
        squares += sample * sample;
      }
      low[at] = least;
      high[at] = most;
      body[at] = Math.sqrt(squares / (end - at * step));
      peak = Math.max(peak, -least, most);
    }
    const levels = coarser([{ rate: rate / step, low, high, body }]);
    return { levels: keepSamples ? [{ rate, low: channel, high: channel, body: null }, ...levels] : levels };
  });
  return { duration: length / rate, channels, peak };
}

/** What the server measured: for every channel whole numbers from 0 to `scale`, so many a second. */
interface MeasuredPeaks {
  readonly points_per_second: number;
  readonly duration: number;
  readonly scale: number;
  readonly channels: readonly (readonly number[])[];
}

export function outlineOfPeaks({ channels, duration, points_per_second, scale }: MeasuredPeaks): Outline {
  let peak = 0;
  const outlines = channels.map((points): ChannelOutline => {
    const high = Float32Array.from(points, (point) => point / scale);
    for (const value of high) peak = Math.max(peak, value);
    const low = high.map((value) => -value);
    return { levels: coarser([{ rate: points_per_second, low, high, body: null }]) };
  });
  return { duration, channels: outlines, peak };
}

/** Whether something is an answer of the server about peaks. */
export function isPeaks(value: unknown): value is MeasuredPeaks {
  if (typeof value !== "object" || value === null) return false;
  const { channels, duration, points_per_second, scale } = value as Partial<MeasuredPeaks>;
  const numbers = [duration, points_per_second, scale].every((each) => typeof each === "number" && each > 0);
  return numbers && Array.isArray(channels) && channels.every(Array.isArray);
}

function coarser(levels: Level[]): Level[] {
  const last = levels.at(-1);
  if (!last || last.high.length <= FEWEST) return levels;
  const count = Math.ceil(last.high.length / COARSER);
  const low = new Float32Array(count);
  const high = new Float32Array(count);
  const body = last.body && new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const [from, to] = [at * COARSER, Math.min((at + 1) * COARSER, last.high.length)];
    let [least, most, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let index = from; index < to; index += 1) {
      least = Math.min(least, last.low[index] ?? 0);
      most = Math.max(most, last.high[index] ?? 0);
      squares += (last.body?.[index] ?? 0) ** 2;
    }
    low[at] = least;
    high[at] = most;
    if (body) body[at] = Math.sqrt(squares / (to - from));
  }
  return coarser([...levels, { rate: last.rate / COARSER, low, high, body }]);
}

/**
 * A stretch of some channels together, as so many columns. Peaks are never lost: each column spans everything that
 * lies within it. Finer than the numbers that are known, the curve goes straight from one to the next.
 */
export function columnsOf(
  channels: readonly ChannelOutline[],
  from: number,
  to: number,
  count: number,
): Columns {
  const low = new Float32Array(count);
  const high = new Float32Array(count);
  const each = (to - from) / count;
  const levels = channels.map(({ levels }) => levelFor(levels, each));
  const body = levels.every((level) => level.body !== null) ? new Float32Array(count) : null;
  for (let column = 0; column < count; column += 1) {
    let [least, most, squares] = [0, 0, 0];
    levels.forEach((level, index) => {
      const seen = spanOf(level, from + column * each, each);
      least = index === 0 ? seen.least : Math.min(least, seen.least);
      most = index === 0 ? seen.most : Math.max(most, seen.most);
      squares += seen.squares;
    });
    low[column] = least;
    high[column] = most;
    if (body) body[column] = Math.sqrt(squares / levels.length);
  }
  return { low, high, body };
}

const NOTHING: Level = { rate: 1, low: new Float32Array(0), high: new Float32Array(0), body: null };

/** The coarsest level that still has a number for each column. */
function levelFor(levels: readonly Level[], each: number): Level {
  return levels.findLast(({ rate }) => rate * each >= 1) ?? levels[0] ?? NOTHING;
}

function spanOf(level: Level, start: number, length: number) {
  const first = start * level.rate;
  const past = (start + length) * level.rate;
  if (past - first < 1) {
    const [a, b] = [Math.floor(first), Math.floor(past)];
    const least = Math.min(
      between(level.low, first),
      between(level.low, past),
      b > a ? (level.low[b] ?? 0) : 1,
    );
    const most = Math.max(
      between(level.high, first),
      between(level.high, past),
      b > a ? (level.high[b] ?? 0) : -1,
    );
    const body = between(level.body, first);
    return { least, most, squares: body * body };
  }
  const from = Math.max(Math.floor(first), 0);
  const to = Math.min(Math.ceil(past), level.high.length);
  if (from >= to) return { least: 0, most: 0, squares: 0 };
  let [least, most, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let index = from; index < to; index += 1) {
    least = Math.min(least, level.low[index] ?? 0);
    most = Math.max(most, level.high[index] ?? 0);
    squares += (level.body?.[index] ?? 0) ** 2;
  }
  return { least, most, squares: squares / (to - from) };
}

function between(values: Float32Array | null, at: number): number {
  if (!values) return 0;
  const before = values[Math.floor(at)] ?? 0;
  const after = values[Math.floor(at) + 1] ?? before;
  return before + (after - before) * (at - Math.floor(at));
}
