/** What is known of the file behind a field of an item before it is shown. Every fact may be missing. */
export interface MediaFacts {
  readonly kind?: "image" | "audio" | "video" | "pdf";
  readonly width?: number;
  readonly height?: number;
  /** Frames of a video. */
  readonly frames?: number;
  /** Its even pace; the average of an uneven one. */
  readonly fps?: number;
  /** Its frames follow at uneven times, which `timestamps` lists. */
  readonly variable?: boolean;
  /** In seconds. */
  readonly duration?: number;
  /** The second at which the first frame is shown. */
  readonly start?: number;
  /** Address of `{times}`: the seconds at which the frames of an uneven video are shown. */
  readonly timestamps?: string;
  /** Address of the outline of a sound. */
  readonly peaks?: string;
  /** What is wrong with the file, as a sentence for people. */
  readonly problem?: string;
}

/** Facts by the field of the item's data that names the file; a list where the field names several. */
export type Media = Readonly<Record<string, MediaFacts | readonly MediaFacts[]>>;

const NOTHING: MediaFacts = {};

/** What is known of the file that a field names. */
export function factsOfField(media: Media, field: string): MediaFacts {
  const known = Object.hasOwn(media, field) ? media[field] : undefined;
  return known && !isList(known) ? known : NOTHING;
}

/**
 * What is known of one of the files that a field names, from 0. Files of elsewhere are not known at all: unless every
 * one is, nobody can say which is which.
 */
export function factsOfEntry(media: Media, field: string, entry: number, entries: number): MediaFacts {
  const known = Object.hasOwn(media, field) ? media[field] : undefined;
  if (!known || !isList(known)) return entries === 1 ? factsOfField(media, field) : NOTHING;
  return (known.length === entries ? known[entry] : undefined) ?? NOTHING;
}

function isList(known: MediaFacts | readonly MediaFacts[]): known is readonly MediaFacts[] {
  return Array.isArray(known);
}
