import type { MediaFacts } from "../../core/media";
import type { ObjectTag } from "../../ls/schema";
import { DEFAULT_FPS, evenClock, type FrameClock, listedClock } from "./frameClock";

/** How the frames of a video are counted, and what people should know about it. */
export interface ClockChoice {
  readonly clock: FrameClock;
  readonly note: string | null;
}

/** What the browser says about the video once it has read its head. */
interface LoadedVideo {
  readonly address: string;
  readonly duration: number;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * The clock of a video: the frame rate of the configuration, else what the server has measured, else what is measured
 * here, else a guess that says so.
 */
export async function clockOf(
  object: ObjectTag,
  data: Data,
  facts: MediaFacts,
  video: LoadedVideo,
): Promise<ClockChoice> {
  const duration = video.duration > 0 ? video.duration : (facts.duration ?? 0);
  const named = rateOf(object, data);
  if (named !== null) return configured(named, facts, duration);
  const known = await measured(facts, duration);
  if (known) return { clock: known, note: null };
  const times = await timesInFile(video.address);
  if (times) return { clock: clockOfTimes(times, duration), note: null };
  return {
    clock: evenClock(DEFAULT_FPS, duration * DEFAULT_FPS, duration),
    note: `The frame rate of this video is not known. ${DEFAULT_FPS} frames a second are assumed: set frameRate in the configuration.`,
  };
}

/** The frame rate that the configuration names; null when it names none. */
export function rateOf(object: ObjectTag, data: Data): number | null {
  const rate = numberIn(object.attributes.frameRate, data);
  if (rate === null) return null;
  // Less than one frame a second is meant as the seconds of one frame.
  return rate < 1 ? 1 / rate : rate;
}

/** A positive number of the configuration, written out or as a field of the item; null for anything else. */
export function numberIn(written: string | undefined, data: Data): number | null {
  const named = written?.trim() ?? "";
  const value = named.startsWith("$") ? data[named.slice(1)] : named;
  if (typeof value !== "number" && typeof value !== "string") return null;
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** Rates that differ by less are the same one, rounded: 29.97 and 30000 / 1001. */
const SAME_RATE = 0.001;

function configured(rate: number, facts: MediaFacts, duration: number): ClockChoice {
  const { fps, frames, start = 0, variable } = facts;
  if (fps !== undefined && !variable && Math.abs(fps - rate) <= fps * SAME_RATE) {
    return { clock: evenClock(fps, frames ?? duration * fps, duration, start), note: null };
  }
  const clock = evenClock(rate, duration * rate, duration, start);
  if (fps === undefined) return { clock, note: null };
  const has = variable ? "frames at uneven times" : `${rounded(fps)} frames a second`;
  const note = `The configuration counts ${rounded(rate)} frames a second, the video has ${has}: numbers of frames are not those of the file.`;
  return { clock, note };
}

async function measured(facts: MediaFacts, duration: number): Promise<FrameClock | null> {
  const { fps, frames, start = 0, timestamps, variable } = facts;
  if (!variable) {
    return fps !== undefined && fps > 0 ? evenClock(fps, frames ?? duration * fps, duration, start) : null;
  }
  const times = timestamps === undefined ? null : await fetchTimes(timestamps);
  return times && times.length > 0 && times.length === (frames ?? times.length)
    ? listedClock(times, duration)
    : null;
}

/** The listed times; null when they cannot be had, or are not all. */
async function fetchTimes(address: string): Promise<readonly number[] | null> {
  try {
    const answer = await fetch(address);
    const body: unknown = answer.ok ? await answer.json() : null;
    const times = typeof body === "object" && body !== null && "times" in body ? body.times : null;
    return Array.isArray(times) && times.every((time) => typeof time === "number") ? times : null;
  } catch {
    return null;
  }
}

/** The times of all frames, read from the file by the page itself; null when that is not possible. */
async function timesInFile(address: string): Promise<readonly number[] | null> {
  try {
    const { frameTimes } = await import("./frameTimes");
    const times = await frameTimes(new URL(address, document.baseURI).href);
    return times.length > 0 ? times : null;
  } catch {
    // A file elsewhere that may be played but not read, or one in a format that is not known.
    return null;
  }
}

/** How far a frame of an even video may stand from where its number says, in frames. */
const OFF = 0.25;

/** The clock of listed times: an even one where every frame stands where its number says. */
export function clockOfTimes(times: readonly number[], duration: number): FrameClock {
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  if (times.length < 2 || last <= first) return evenClock(DEFAULT_FPS, 1, duration, first);
  const fps = (times.length - 1) / (last - first);
  const even = times.every((time, at) => Math.abs((time - first) * fps - at) < OFF);
  return even ? evenClock(fps, times.length, duration, first) : listedClock(times, duration);
}

function rounded(fps: number): string {
  return `${Number(fps.toFixed(2))}`;
}
