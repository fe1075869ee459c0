import type { MediaFacts as Known } from "../../api/contract";
import type { Media, MediaFacts } from "../../editor";
import type { TaskDetail } from "../shapes";

/** The kinds that an editor asks about; a table or a page of HTML is read, whatever is known of it. */
type Kind = NonNullable<MediaFacts["kind"]>;
const KINDS: ReadonlySet<string> = new Set<Kind>(["image", "audio", "video", "pdf"]);

/** What an editor is told of the files of an item, from what the server tells of them. */
export function mediaOf(told: TaskDetail["media"]): Media {
  const found: Record<string, MediaFacts | readonly MediaFacts[]> = {};
  for (const [field, known] of Object.entries(told ?? {})) {
    found[field] = "items" in known ? known.items.map((each) => (each ? factsOf(each) : {})) : factsOf(known);
  }
  return found;
}

/** The server writes null or nothing for what it does not know; an editor is only told what is known. */
function factsOf(known: Known): MediaFacts {
  const { duration, fps, frames, height, peaks_url, problem, start, timestamps_url, variable, width } = known;
  const facts = {
    kind: KINDS.has(known.kind) ? (known.kind as Kind) : null,
    width,
    height,
    frames,
    fps,
    variable,
    duration,
    start,
    timestamps: timestamps_url,
    peaks: peaks_url,
    problem,
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined),
  );
}
