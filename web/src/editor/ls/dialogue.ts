import { isRecord, readNumber } from "./codecs/codec";

export interface Utterance {
  readonly speaker: string;
  readonly text: string;
  /** When it is said, in seconds; null when the item does not say. */
  readonly start: number | null;
  readonly end: number | null;
}

/** A dialogue, with all that is said as one text: utterances one after another, each ended by a line break. */
export interface Dialogue {
  readonly utterances: readonly Utterance[];
  readonly text: string;
  /** Where each utterance begins in the text (UTF-16 units). */
  readonly starts: readonly number[];
}

type Keys = Readonly<Record<string, string>>;

const KNOWN = new WeakMap<object, Map<string, Dialogue | null>>();

/** What an item holds for `<Paragraphs>`: a list of objects; null for anything else, and when none of them has text. */
export function dialogueOf(value: unknown, { nameKey = "author", textKey = "text" }: Keys): Dialogue | null {
  if (!Array.isArray(value)) return null;
  const key = `${nameKey}\n${textKey}`;
  const known = KNOWN.get(value) ?? new Map<string, Dialogue | null>();
  KNOWN.set(value, known);
  let dialogue = known.get(key);
  if (dialogue === undefined) {
    dialogue = readDialogue(value, nameKey, textKey);
    known.set(key, dialogue);
  }
  return dialogue;
}

function readDialogue(entries: readonly unknown[], nameKey: string, textKey: string): Dialogue | null {
  const said = entries.some((entry) => isRecord(entry) && wordsOf(entry[textKey]) !== null);
  if (!said && entries.length > 0) return null;
  const utterances = entries.map((entry): Utterance => {
    if (!isRecord(entry)) return { speaker: "", text: wordsOf(entry) ?? "", start: null, end: null };
    const start = readNumber(entry.start);
    const duration = readNumber(entry.duration);
    return {
      speaker: wordsOf(entry[nameKey]) ?? "",
      text: wordsOf(entry[textKey]) ?? "",
      start,
      end: readNumber(entry.end) ?? (start !== null && duration !== null ? start + duration : null),
    };
  });
  const starts: number[] = [];
  let length = 0;
  for (const { text } of utterances) {
    starts.push(length);
    length += text.length + 1;
  }
  return { utterances, text: utterances.map(({ text }) => text).join("\n"), starts };
}

function wordsOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** The utterance that holds an offset of the text, and where in it. */
export function utteranceAt(
  { starts, utterances }: Dialogue,
  offset: number,
): { readonly line: number; readonly offset: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const length = utterances[low]?.text.length ?? 0;
  return { line: low, offset: Math.min(Math.max(offset - (starts[low] ?? 0), 0), length) };
}

/** The utterance that is said at a second; null in the pauses. */
export function utteranceAtTime({ utterances }: Dialogue, second: number): number | null {
  const at = utterances.findLastIndex(
    ({ end, start }) => start !== null && start <= second && (end ?? Number.POSITIVE_INFINITY) > second,
  );
  return at === -1 ? null : at;
}
