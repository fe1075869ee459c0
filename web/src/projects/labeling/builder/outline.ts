/** A configuration as the builder lists it: its parts in the order of the text. */
import {
  attributeOf,
  canonicalTag,
  type ElementPath,
  everyElement,
  optionsBelow,
  type TagRow,
  tagRow,
  type XmlElement,
} from "../../../editor/building";

export interface Part {
  readonly path: ElementPath;
  readonly element: XmlElement;
  /** The tag as the register spells it. */
  readonly tag: string;
  /** Undefined for a tag that is not supported. */
  readonly row: TagRow | undefined;
  readonly depth: number;
  /** How many labels stand before its own: colours go round among all of them. */
  readonly labelsBefore: number;
}

export function partsOf(root: XmlElement): Part[] {
  const parts: Part[] = [];
  let labels = 0;
  function visit(parent: XmlElement, path: ElementPath, depth: number): void {
    parent.children.forEach((element, index) => {
      const own = [...path, index];
      const row = tagRow(element.tag);
      parts.push({ path: own, element, tag: canonicalTag(element.tag), row, depth, labelsBefore: labels });
      if (row?.names) labels += optionsBelow(element, own).filter((option) => option.depth === 0).length;
      if (element.tag === "View") visit(element, own, depth + 1);
    });
  }
  visit(root, [], 0);
  return parts;
}

export interface ShownObject {
  readonly name: string;
  readonly tag: string;
  readonly isList: boolean;
}

export function objectsOf(parts: readonly Part[]): ShownObject[] {
  return parts
    .filter(({ element, row }) => row?.role === "object" && attributeOf(element, "name") !== "")
    .map(({ element, tag }) => ({
      name: attributeOf(element, "name"),
      tag,
      isList: attributeOf(element, "valueList") !== "",
    }));
}

/** Names of the objects that a control is about. */
export function targetsOf(element: XmlElement): string[] {
  return attributeOf(element, "toName")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The part that a line of the text belongs to: the last one that begins at or before it and ends behind. */
export function partAtLine(parts: readonly Part[], line: number): Part | undefined {
  return parts.findLast(({ element }) => [...everyElement(element)].some((each) => each.line === line));
}

/** The keys that options ask for, each with how many ask for it. */
export function keyUses(root: XmlElement): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const element of everyElement(root)) {
    const key = attributeOf(element, "hotkey").trim().toLowerCase();
    if (key !== "") uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return uses;
}

export function samePath(one: ElementPath | null, other: ElementPath): boolean {
  return one !== null && one.length === other.length && one.every((step, at) => step === other[at]);
}
