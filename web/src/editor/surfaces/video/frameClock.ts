/** Which frame is shown when. Frames count from 1. */
export interface FrameClock {
  /** Frames of the video; at least 1. */
  readonly frames: number;
  /** In seconds. */
  readonly duration: number;
  /** Frames a second; the average of an uneven video. */
  readonly fps: number;
  /** The frame that belongs to the time of a presented picture, or to a place of the player. */
  frameAt(time: number): number;
  /** Where to send the player so that it shows a frame: into its middle, clear of both neighbours. */
  seekTime(frame: number): number;
  /** Until when a frame is shown: the `time` of key frames in results, as Label Studio counts it. */
  endOf(frame: number): number;
}

/** When a frame begins to be shown, from the beginning of the video. */
export function beginOf(clock: FrameClock, frame: number): number {
  return frame > 1 ? clock.endOf(frame - 1) : 0;
}

/** A video whose frames follow evenly; `start` is when the first one is shown. */
export function evenClock(fps: number, frames: number, duration: number, start = 0): FrameClock {
  const count = Math.max(Math.round(frames), 1);
  return {
    frames: count,
    duration,
    fps,
    // Times of pictures lie on the beginning of a frame, places of the player anywhere inside of it: a little is
    // added so that neither rounding of the file's clock nor of the browser's gives the frame before.
    frameAt: (time) => inside(Math.floor((time - start) * fps + EDGE) + 1, count),
    seekTime: (frame) => start + (inside(frame, count) - 0.5) / fps,
    endOf: (frame) => frame / fps,
  };
}

/** A video whose frames are shown at listed times, in seconds and rising. */
export function listedClock(times: readonly number[], duration: number): FrameClock {
  const frames = Math.max(times.length, 1);
  const last = times.at(-1) ?? 0;
  const end = Math.max(duration, last);
  const fps = frames > 1 && last > (times[0] ?? 0) ? (frames - 1) / (last - (times[0] ?? 0)) : DEFAULT_FPS;
  const startOf = (frame: number) => times[frame - 1] ?? 0;
  // The last frame may be shown for no time that the file tells.
  const endOf = (frame: number) => (frame < frames ? startOf(frame + 1) : Math.max(end, last + 0.5 / fps));
  return {
    frames,
    duration: end,
    fps,
    frameAt(time) {
      let low = 0;
      let high = times.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((times[middle] ?? 0) <= time + EARLY) low = middle + 1;
        else high = middle;
      }
      return inside(low, frames);
    },
    seekTime(frame) {
      const wanted = inside(frame, frames);
      return (startOf(wanted) + endOf(wanted)) / 2;
    },
    endOf: (frame) => endOf(inside(frame, frames)),
  };
}

/** What a video is taken to have when nobody knows. */
export const DEFAULT_FPS = 25;

/** Part of a frame by which a time may come early and still mean it. */
const EDGE = 0.25;
/** The same in seconds: a fraction of the shortest frame that anybody films. */
const EARLY = 0.001;

function inside(frame: number, frames: number): number {
  return Math.min(Math.max(Math.round(frame), 1), frames);
}
