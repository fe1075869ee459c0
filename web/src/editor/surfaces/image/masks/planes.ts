import { decodeMask, type Plane } from "../../../core/masks";
import type { MaskShape } from "../../../core/shapes";
import type { Answered, Asked } from "./decoder";

/**
 * The pixels of masks, by the code they are stored as. A code never changes, so its pixels are unpacked once: short
 * ones at once, long ones by a worker, so that nothing stands still meanwhile. Planes are held by whoever shows them;
 * those of undone steps can be forgotten, and are unpacked again if need be.
 */
const known = new WeakMap<MaskShape["rle"], WeakRef<Plane>>();
const broken = new WeakSet<MaskShape["rle"]>();
/** What has arrived and was not asked for again yet: nobody else holds it. */
const arrived = new Map<MaskShape["rle"], Plane>();
const asked = new Map<number, MaskShape["rle"]>();
const waiting = new WeakSet<MaskShape["rle"]>();
const listeners = new Set<() => void>();
let worker: Worker | null = null;
let asking = 0;

/** Codes that take the blink of an eye. */
const SHORT = 20_000;

/** The pixels of a mask; null while they are unpacked, or when they cannot be. */
export function planeOf({ picture, rle }: MaskShape): Plane | null {
  const found = arrived.get(rle) ?? known.get(rle)?.deref();
  arrived.delete(rle);
  if (found) return found;
  if (broken.has(rle) || waiting.has(rle)) return null;
  if (rle.length <= SHORT || typeof Worker === "undefined") return keep(rle, decodeMask(rle, picture));
  ask(rle, picture);
  return null;
}

export function isBroken({ rle }: MaskShape): boolean {
  return broken.has(rle);
}

/** Remembers what a code was just made from. */
export function rememberPlane(rle: MaskShape["rle"], plane: Plane): void {
  known.set(rle, new WeakRef(plane));
}

/** Tells when pixels have arrived; gives what ends it. */
export function onPlanes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(rle: MaskShape["rle"], plane: Plane | null): Plane | null {
  if (plane) rememberPlane(rle, plane);
  else broken.add(rle);
  return plane;
}

function ask(rle: MaskShape["rle"], { height, width }: MaskShape["picture"]): void {
  if (!worker) {
    worker = new Worker(new URL("./decoder.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Answered>) => answer(data);
  }
  asking += 1;
  asked.set(asking, rle);
  waiting.add(rle);
  const bytes = Uint8Array.from(rle);
  worker.postMessage({ id: asking, bytes, width, height } satisfies Asked, [bytes.buffer]);
}

function answer({ id, plane }: Answered): void {
  const rle = asked.get(id);
  asked.delete(id);
  if (!rle) return;
  waiting.delete(rle);
  if (keep(rle, plane) && plane) arrived.set(rle, plane);
  for (const listener of listeners) listener();
}
