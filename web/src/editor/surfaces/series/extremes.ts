const FOLD = 16;

interface Level {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/** Answers what the least and the greatest of any stretch of values is, without looking at each of them. NaN is none. */
export class Extremes {
  private readonly levels: readonly Level[];

  constructor(readonly values: Float64Array) {
    const levels: Level[] = [{ least: values, most: values }];
    for (;;) {
      const last = levels.at(-1);
      if (!last || last.least.length <= FOLD) break;
      levels.push(folded(last));
    }
    this.levels = levels;
  }

  /** Of the values from one index up to, but not with, another one; null when there is none. */
  between(from: number, to: number): readonly [least: number, most: number] | null {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let [first, past] = [Math.max(from, 0), Math.min(to, this.values.length)];
    for (const level of this.levels) {
      if (first >= past) break;
      const see = (index: number) => {
        const low = level.least[index] ?? Number.NaN;
        const high = level.most[index] ?? Number.NaN;
        if (low < least) least = low;
        if (high > most) most = high;
      };
      // What does not fill whole groups is looked at here, the rest one level up.
      while (first < past && first % FOLD !== 0) see(first++);
      while (first < past && past % FOLD !== 0) see(--past);
      if (level === this.levels.at(-1)) while (first < past) see(first++);
      first /= FOLD;
      past /= FOLD;
    }
    return least <= most ? [least, most] : null;
  }
}

function folded({ least, most }: Level): Level {
  const count = Math.ceil(least.length / FOLD);
  const lows = new Float64Array(count);
  const highs = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    let [low, high] = [Number.NaN, Number.NaN];
    for (let index = at * FOLD; index < Math.min((at + 1) * FOLD, least.length); index += 1) {
      const [below, above] = [least[index] ?? Number.NaN, most[index] ?? Number.NaN];
      if (!(below >= low)) low = Number.isNaN(below) ? low : below;
      if (!(above <= high)) high = Number.isNaN(above) ? high : above;
    }
    lows[at] = low;
    highs[at] = high;
  }
  return { least: lows, most: highs };
}

/** The index of the first time that is not before a value. */
export function indexAt(times: Float64Array, value: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the time nearest to a value; -1 when there are none. */
export function nearestIndex(times: Float64Array, value: number): number {
  if (times.length === 0) return -1;
  const after = Math.min(indexAt(times, value), times.length - 1);
  const before = Math.max(after - 1, 0);
  return Math.abs((times[before] ?? 0) - value) <= Math.abs((times[after] ?? 0) - value) ? before : after;
}
