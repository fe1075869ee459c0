import type { LsResultItem } from "./resultItem";

/** What somebody noted about a region: Label Studio keeps it as `meta.text`, a list of lines. Empty: nothing. */
export function noteOf(item: LsResultItem | undefined): string {
  const text = metaOf(item)?.text;
  if (typeof text === "string") return text;
  if (!Array.isArray(text)) return "";
  return text.filter((line) => typeof line === "string").join("\n");
}

/** An entry with another note; everything else that stands in its `meta` is kept. */
export function withNote(item: LsResultItem, note: string): LsResultItem {
  const { text: _, ...others } = metaOf(item) ?? {};
  const meta = note === "" ? others : { ...others, text: [note] };
  if (Object.keys(meta).length > 0) return { ...item, meta };
  const { meta: __, ...rest } = item;
  return rest;
}

function metaOf(item: LsResultItem | undefined): Readonly<Record<string, unknown>> | null {
  const meta = item?.meta;
  return typeof meta === "object" && meta !== null && !Array.isArray(meta)
    ? (meta as Readonly<Record<string, unknown>>)
    : null;
}
