import type { TagRow } from "./register";
import { CASED, FOR_MODELS, SPELLINGS } from "./tags.gen";

/** Braces, brackets and dots would be a path into the data, which is not offered. */
const FIELD = /^\$([^\s$.,[\]{}]+)$/;
const COUNT = /^[1-9][0-9]{0,8}$/;
const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]{1,3})?$/i;

/** The field of the data that `$field` names, or null. */
export function fieldNamed(value: string | undefined): string | null {
  return FIELD.exec(value ?? "")?.[1] ?? null;
}

/** One word alone is a field whose dollar sign was forgotten. */
const BARE = /^\s*[\p{L}\p{N}_.-]+\s*$/u;

/** Whether a value is words to show, rather than the name of a field. */
export function isLiteral(value: string | undefined): boolean {
  const words = (value ?? "").trim();
  return words !== "" && !words.startsWith("$") && !BARE.test(words);
}

/** The possible values of an attribute, an empty list for any; null when it cannot be written at all. */
export function valuesOf(row: TagRow, attribute: string): readonly string[] | null {
  const { cosmetic = [], off = {}, understood = {} } = row;
  if (Object.hasOwn(understood, attribute)) return understood[attribute] ?? [];
  const lower = attribute.toLowerCase();
  if (Object.hasOwn(off, lower)) return off[lower]?.length ? off[lower] : null;
  return cosmetic.includes(lower) || FOR_MODELS.some((start) => lower.startsWith(start)) ? [] : null;
}

/** An attribute that was probably meant: the same letters in another case, or another spelling of it. */
export function meantAttribute(row: TagRow, attribute: string): string | undefined {
  const written = attribute.toLowerCase();
  const lower = Object.hasOwn(SPELLINGS, written) ? SPELLINGS[written] : written;
  return Object.keys(row.understood ?? {}).find((name) => name.toLowerCase() === lower);
}

/** Attributes in the spelling of the register, where their case does not matter; what is there twice so stays. */
export function spelledAttributes(
  row: TagRow,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const spelled: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const meant = meantAttribute(row, name) ?? name;
    const isFree =
      !CASED.includes(meant) && !Object.hasOwn(attributes, meant) && !Object.hasOwn(spelled, meant);
    spelled[isFree ? meant : name] = value;
  }
  return spelled;
}

/** Why an attribute cannot hold a value, when its row says what it must be. */
export function refusedValue(
  row: TagRow,
  name: string,
  value: string,
): { readonly message: string; readonly fix: string } | null {
  if (value.trim() === "") return null;
  const kind = row.kinds?.[name];
  const shows = kind === "shown" && isLiteral(value);
  if ((kind === "field" || kind === "shown") && fieldNamed(value) === null && !shows) {
    const fix = `Name one field with a dollar sign, such as ${name}="$text".`;
    return { message: "does not name a field of the data.", fix };
  }
  if (kind === "count" && !COUNT.test(value)) {
    return { message: "is not a whole number above zero.", fix: `Write a number, such as ${name}="5".` };
  }
  if (kind === "number" && !isNumber(value)) {
    return { message: "is not a number.", fix: `Write a number, such as ${name}="0.5".` };
  }
  if (kind === "rate" && fieldNamed(value) === null && !(isNumber(value) && Number(value) > 0)) {
    const fix = `Write ${name}="25", or ${name}="$field".`;
    return { message: "is neither a number above zero nor a field.", fix };
  }
  const words = row.lists?.[name];
  if (words && !value.split(",").every((word) => words.includes(word.trim()))) {
    const fix = `Write some of: ${words.join(", ")}; with commas between them.`;
    return { message: "is not supported.", fix };
  }
  return null;
}

function isNumber(value: string): boolean {
  return NUMBER.test(value) && Number.isFinite(Number(value));
}
