import { ALIASES, INSTEAD, TAGS } from "./tags.gen";

/** What an attribute must hold, where its values cannot be listed. */
type ValueKind = "field" | "shown" | "count" | "number" | "rate";

/**
 * A tag that can be used: the same rows as on the server, where each is explained. What a row leaves out
 * is empty or off. A tag or an attribute without a rule is refused by name and line, so that a
 * configuration is never half obeyed.
 */
export interface TagRow {
  readonly role: "layout" | "object" | "control" | "option" | "part";
  /** Attributes that mean something here, with their possible values; an empty list takes any value. */
  readonly understood?: Readonly<Record<string, readonly string[]>>;
  readonly kinds?: Readonly<Record<string, ValueKind>>;
  /** Attributes that hold words with commas between them. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly required?: readonly string[];
  /** Attributes that name what an object shows: at least one of them must be there. */
  readonly sources?: readonly string[];
  /** Those that only change how Label Studio draws; in lower case. */
  readonly cosmetic?: readonly string[];
  /** Features that are not offered, with the values that leave them off; in lower case. */
  readonly off?: Readonly<Record<string, readonly string[]>>;
  /** Tags of the objects that a control can be applied to, and how many it names at once. */
  readonly objects?: readonly string[];
  readonly targets?: number;
  /** Several objects may share its answer, where it is about the whole item. */
  readonly shares?: boolean;
  /** Tag of its options, and whether they may hold each other. */
  readonly option?: string;
  readonly nests?: boolean;
  /** Tags inside of it that are no options. */
  readonly parts?: readonly string[];
  readonly draws?: boolean;
  readonly names?: boolean;
  /** Objects on which it names what other controls draw. */
  readonly namesOnly?: readonly string[];
  /** The `type` of its entries in a result. */
  readonly type?: string;
}

/** A tag as the register spells it. */
export function canonicalTag(written: string): string {
  return Object.hasOwn(ALIASES, written) ? (ALIASES[written] ?? written) : written;
}

export function tagRow(written: string): TagRow | undefined {
  const tag = canonicalTag(written);
  return Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
}

export function controlRow(tag: string): TagRow | undefined {
  const row = tagRow(tag);
  return row?.role === "control" ? row : undefined;
}

/** Tags that hold an option or a part. */
export function homesOf(inner: string): readonly string[] {
  return supportedTags().filter((tag) => {
    const row = TAGS[tag];
    return row?.option === inner || row?.parts?.includes(inner);
  });
}

export function supportedTags(): readonly string[] {
  return Object.keys(TAGS);
}

/** What to write instead of a tag that is not supported. */
export function adviceFor(tag: string): string {
  if (Object.hasOwn(INSTEAD, tag)) return INSTEAD[tag] ?? "";
  const known = supportedTags();
  const meant = known.find((each) => each.toLowerCase() === tag.toLowerCase());
  return meant ? `Write <${meant}>.` : `Remove it, or use one of: ${known.join(", ")}.`;
}
