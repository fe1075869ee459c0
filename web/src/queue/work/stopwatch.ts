/** How long somebody has worked on an item, over all their sittings. */
export interface Stopwatch {
  startedAt: Date;
  seconds: () => number;
}

export function startStopwatch(before = 0): Stopwatch {
  const startedAt = new Date();
  return { startedAt, seconds: () => round(before + (Date.now() - startedAt.getTime()) / 1000) };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
