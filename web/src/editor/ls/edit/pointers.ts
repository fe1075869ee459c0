import type { XmlElement } from "../readXml";
import { canonicalTag, tagRow } from "../register";
import { attributeEdits, attributeOf } from "./elements";
import type { TextEdit } from "./text";

export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* everyElement(child);
}

/** Turns what pointed to one name to another: `toName` to an object, `whenTagName` and filters to a control. */
export function pointerEdits(xml: string, root: XmlElement, from: string, to: string): TextEdit[] {
  if (from === "" || from === to) return [];
  return [...everyElement(root)].flatMap((element) =>
    ["toName", "whenTagName"].flatMap((name) => wordEdits(xml, element, name, from, to)),
  );
}

/** Turns conditions that wait for an option of a control to the new word for it. */
export function conditionEdits(
  xml: string,
  root: XmlElement,
  control: XmlElement,
  from: string,
  to: string,
): TextEdit[] {
  // Conditions list words with commas between them: an option with one in it cannot be named there.
  if (from === "" || from === to || from.includes(",") || to.includes(",")) return [];
  const name = tagRow(control.tag)?.names ? "whenLabelValue" : "whenChoiceValue";
  const own = attributeOf(control, "name");
  return [...everyElement(root)].flatMap((element) => {
    const about = attributeOf(element, "whenTagName").trim();
    return about === "" || about === own ? wordEdits(xml, element, name, from, to) : [];
  });
}

function wordEdits(xml: string, element: XmlElement, name: string, from: string, to: string): TextEdit[] {
  const written = attributeOf(element, name);
  const words = written.split(",").map((word) => word.trim());
  if (written === "" || !words.includes(from)) return [];
  return attributeEdits(xml, element, name, words.map((word) => (word === from ? to : word)).join(","));
}

/** Names that are taken by objects, controls and what else has one. */
export function takenNames(root: XmlElement): Set<string> {
  const named = [...everyElement(root)].filter((element) => canonicalTag(element.tag) !== "Bucket");
  return new Set(named.map((element) => attributeOf(element, "name")).filter((name) => name !== ""));
}

/** A name that is free: the wish itself, or with a number behind it. */
export function freeName(taken: ReadonlySet<string>, wish: string): string {
  if (!taken.has(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.has(`${wish}${number}`)) return `${wish}${number}`;
}
