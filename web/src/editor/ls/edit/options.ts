import type { XmlElement } from "../readXml";
import { canonicalTag, tagRow } from "../register";
import {
  attributeEdits,
  attributeOf,
  changeElement,
  type ElementPath,
  elementAt,
  elementText,
  insertEdits,
  rootOf,
} from "./elements";
import { conditionEdits } from "./pointers";
import { applyEdits } from "./text";

/** An option of a control in the order of the configuration, whatever views it stands in. */
export interface OptionRow {
  readonly path: ElementPath;
  readonly element: XmlElement;
  /** How many options it stands below. */
  readonly depth: number;
  /** The words from the top to it as results have them. */
  readonly way: readonly string[];
}

export function optionsBelow(control: XmlElement, path: ElementPath): OptionRow[] {
  const option = tagRow(control.tag)?.option;
  const rows: OptionRow[] = [];
  function visit(element: XmlElement, at: ElementPath, depth: number, way: readonly string[]): void {
    element.children.forEach((child, index) => {
      const below = [...at, index];
      if (child.tag === "View") visit(child, below, depth, way);
      if (option === undefined || canonicalTag(child.tag) !== option) return;
      const own = [...way, storedWord(child)];
      rows.push({ path: below, element: child, depth, way: own });
      visit(child, below, depth + 1, own);
    });
  }
  visit(control, path, 0, []);
  return rows;
}

/** The word of an option in results. */
export function storedWord(option: XmlElement): string {
  return attributeOf(option, "alias") || attributeOf(option, "value");
}

/** Lines somebody pasted, as words for options: trimmed, without blanks and without what there is already. */
export function pastedWords(text: string, taken: Iterable<string>): string[] {
  const seen = new Set(taken);
  const words: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const word = line.trim();
    if (word === "" || seen.has(word)) continue;
    seen.add(word);
    words.push(word);
  }
  return words;
}

/** Adds options at the end of a control, or below an option. */
export function addOptions(xml: string, path: ElementPath, tag: string, words: readonly string[]): string {
  const texts = words.map((value) => elementText(tag, { value }));
  return changeElement(xml, path, (parent) => {
    const last = parent.children.findLastIndex((child) => canonicalTag(child.tag) === tag);
    return insertEdits(xml, parent, last < 0 ? parent.children.length - 1 : last, texts);
  });
}

/**
 * Gives an option another word. Where answers exist (`keeps`) its old word stays as the alias, so that they go on
 * meaning it; conditions that waited for the old word wait for the new one.
 */
export function renameOption(
  xml: string,
  path: ElementPath,
  controlPath: ElementPath,
  value: string,
  keeps: boolean,
): string {
  const root = rootOf(xml);
  const option = elementAt(root, path);
  const control = elementAt(root, controlPath);
  if (!root || !option || !control) return xml;
  const before = attributeOf(option, "value");
  const alias = attributeOf(option, "alias");
  const stored = alias || before;
  const renamed = applyEdits(xml, [
    ...attributeEdits(xml, option, "value", value),
    ...(before === stored && keeps ? [] : conditionEdits(xml, root, control, before, value)),
  ]);
  if (!keeps && alias === "") return renamed;
  const kept = value === stored && keeps ? null : stored;
  return changeElement(renamed, path, (element) => attributeEdits(renamed, element, "alias", kept));
}
