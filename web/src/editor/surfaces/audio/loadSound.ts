import { clock } from "../../core/kinds/time";
import type { MediaFacts } from "../../core/media";
import { isPeaks, type Outline, outlineOfPeaks, outlineOfSamples } from "./outline";
import type { Player } from "./player";

/** What can be said about a recording while it loads, and after. */
export type Sound =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "ready";
      readonly duration: number;
      /** Null when it can be played but not drawn. */
      readonly outline: Outline | null;
      /** What is odd about it, as a sentence. */
      readonly note: string | null;
    }
  | { readonly kind: "broken"; readonly problem: string; readonly fix: string };

/** Longer recordings are drawn from what the server measured: decoding them would take hundreds of megabytes. */
const LONGEST_MEASURED = 15 * 60;
/** Nobody has measured these: they are decoded as long as memory can be expected to hold them. */
const LONGEST_DECODED = 3 * 3600;
const LARGEST_DECODED = 120e6;
/** Up to so many seconds single samples are kept, to be seen when zoomed in. */
const LONGEST_KEPT = 300;
/** Decoded so many times a second; the longer a recording, the fewer, because nobody sees single samples of hours. */
const RATES = [
  { upTo: 300, rate: 44100 },
  { upTo: 1200, rate: 16000 },
] as const;
const LOWEST_RATE = 8000;
/** A file that says to be longer than its sound by this many seconds was cut off. */
const CUT_OFF = 0.75;
/** A file this small has a header at most, and no sound. */
const HEADER_ONLY = 256;

/**
 * Gets a recording ready: to be played from its address or from memory, to be drawn from what the server measured or
 * from its samples. Tells what it has as soon as it has it. Credentials go to our own server only, which is what a
 * fetch does by itself.
 */
export async function loadSound(
  address: string,
  facts: MediaFacts | undefined,
  player: Player,
  tell: (sound: Sound) => void,
  signal: AbortSignal,
): Promise<void> {
  const measured = facts?.peaks ? await measuredOutline(facts.peaks, signal) : null;
  const say = (sound: Sound) => {
    if (!signal.aborted) tell(sound);
  };
  if (measured) say({ kind: "ready", duration: measured.duration, outline: measured, note: null });
  if (measured && measured.duration > LONGEST_MEASURED) {
    await stream(address, facts, player, say, measured, null);
    return;
  }
  const file = await download(address, signal);
  if (signal.aborted) return;
  if (file.kind === "refused") {
    await stream(address, facts, player, say, measured, measured ? null : unreadable(address));
    return;
  }
  if (file.kind === "large") {
    await stream(address, facts, player, say, measured, measured ? null : TOO_LONG);
    return;
  }
  if (file.kind === "missing") {
    say({ kind: "broken", problem: file.problem, fix: "Check the address of the item, then try again." });
    return;
  }
  const stated = await player.load(file.blob);
  const known = stated !== null && Number.isFinite(stated) && stated > 0 ? stated : null;
  if (known !== null && known > LONGEST_DECODED) {
    say({ kind: "ready", duration: known, outline: measured, note: TOO_LONG });
    return;
  }
  if (known !== null && known > LONGEST_KEPT) {
    say({ kind: "ready", duration: known, outline: measured, note: measured ? null : DRAWING });
  }
  const outline = await decoded(file.blob, known ?? 0);
  if (outline && outline.duration > 0) {
    const short = known !== null && known - outline.duration > CUT_OFF;
    const note = short
      ? `The file ends early: it says to be ${clock(known)} long, and holds ${clock(outline.duration)} of sound.`
      : null;
    say({ kind: "ready", duration: outline.duration, outline, note: note ?? facts?.problem ?? null });
  } else if (outline) {
    say({ kind: "broken", problem: "The recording has no length: there is no sound in it.", fix: REPLACE });
  } else if (known !== null) {
    say({ kind: "ready", duration: known, outline: measured, note: measured ? null : UNDRAWN });
  } else if (file.blob.size <= HEADER_ONLY) {
    const bytes = `${file.blob.size} ${file.blob.size === 1 ? "byte" : "bytes"}`;
    say({ kind: "broken", problem: `The recording is empty: its file has ${bytes}.`, fix: REPLACE });
  } else {
    const problem = facts?.problem ?? "The file is no recording that this browser can play.";
    say({ kind: "broken", problem, fix: "Convert it to WAV, MP3, FLAC, OGG or M4A." });
  }
}

const REPLACE = "Replace the file of the item.";
const TOO_LONG =
  "The recording is too long for its waveform to be drawn here. It plays, and regions can be drawn all the same.";
const DRAWING = "The waveform is being drawn. The recording can be played and labelled meanwhile.";
const UNDRAWN = "The waveform cannot be drawn in this browser. The recording plays all the same.";

function unreadable(address: string): string {
  const { host } = new URL(address, window.location.href);
  return `The waveform cannot be drawn: ${host} does not let this page read the file (CORS). It plays all the same.`;
}

type Say = (sound: Sound) => void;

/** Plays from the address itself, without having all of it. */
async function stream(
  address: string,
  facts: MediaFacts | undefined,
  player: Player,
  say: Say,
  outline: Outline | null,
  note: string | null,
): Promise<void> {
  const duration = await player.load(address);
  if (duration !== null && duration > 0 && Number.isFinite(duration)) {
    say({ kind: "ready", duration: outline?.duration ?? duration, outline, note });
  } else if (duration === 0) {
    say({ kind: "broken", problem: "The recording has no length: there is no sound in it.", fix: REPLACE });
  } else {
    const problem = facts?.problem ?? "The recording could not be loaded, or this browser cannot play it.";
    say({ kind: "broken", problem, fix: "Check the address of the item, then try again." });
  }
}

type Download =
  | { readonly kind: "file"; readonly blob: Blob }
  | { readonly kind: "large" }
  | { readonly kind: "refused" }
  | { readonly kind: "missing"; readonly problem: string };

async function download(address: string, signal: AbortSignal): Promise<Download> {
  const own = new AbortController();
  const stop = () => own.abort();
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(address, { signal: own.signal });
    if (!response.ok) {
      const status = [response.status, response.statusText].filter(Boolean).join(" ");
      return { kind: "missing", problem: `The recording could not be loaded: its server answers ${status}.` };
    }
    if (Number(response.headers.get("Content-Length") ?? 0) > LARGEST_DECODED) {
      stop();
      return { kind: "large" };
    }
    return { kind: "file", blob: await response.blob() };
  } catch {
    // A server that is down, one that forbids reading, and a policy of the page all look alike from here.
    return { kind: "refused" };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function measuredOutline(address: string, signal: AbortSignal): Promise<Outline | null> {
  try {
    const response = await fetch(address, { signal });
    const peaks: unknown = response.ok ? await response.json() : null;
    return isPeaks(peaks) ? outlineOfPeaks(peaks) : null;
  } catch {
    return null;
  }
}

async function decoded(blob: Blob, seconds: number): Promise<Outline | null> {
  const rate = RATES.find(({ upTo }) => seconds <= upTo)?.rate ?? LOWEST_RATE;
  try {
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: rate });
    const buffer = await context.decodeAudioData(await blob.arrayBuffer());
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) =>
      buffer.getChannelData(channel),
    );
    return outlineOfSamples(channels, buffer.sampleRate, buffer.duration <= LONGEST_KEPT);
  } catch {
    return null;
  }
}
