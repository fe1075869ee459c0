/** Places that issues and reports name. */
import { clock, type SurfacePlace } from "../../editor";

/** A place, with the class that something there should have. */
export type NamedPlace = SurfacePlace & { readonly label?: string };

/** The place of an issue; scripts may write there whatever they like, and what is no place is none. */
export function readPlace(given: unknown): NamedPlace | null {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const isText = name === "object" || name === "label" || name === "words";
    if (isText ? typeof value === "string" : NUMBERS.has(name) && Number.isFinite(value)) known[name] = value;
  }
  return known;
}

const NUMBERS: ReadonlySet<string> = new Set([
  "item",
  "page",
  "frame",
  "time",
  "x",
  "y",
  "width",
  "height",
  "start",
  "end",
]);

export function placeWords(place: SurfacePlace): string {
  const { end, frame, item, page, start, time, x, y } = place;
  if (place.words) return place.words;
  const words: string[] = [];
  if (item !== undefined) words.push(`entry ${item + 1}`);
  if (page !== undefined) words.push(`page ${page}`);
  if (frame !== undefined) words.push(`frame ${frame}`);
  // A frame says when, too.
  if (time !== undefined && frame === undefined) words.push(`at ${clock(time)}`);
  if (x !== undefined && y !== undefined) words.push(`${Math.round(x)} % across, ${Math.round(y)} % down`);
  if (start !== undefined) words.push(end === undefined ? `from ${start}` : `${start} to ${end}`);
  return words.join(", ") || "the whole item";
}
