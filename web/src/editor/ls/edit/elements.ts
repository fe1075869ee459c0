import { meantAttribute } from "../attributes";
import { readXml, type XmlElement } from "../readXml";
import { tagRow } from "../register";
import { applyEdits, escapeValue, indentBefore, lineBreakOf, type TextEdit } from "./text";

/** The way to an element from the root: the place among the children, level by level. */
export type ElementPath = readonly number[];

const STEP = "  ";

/** The root of a text that can be read; undefined while it is broken. */
export function rootOf(xml: string): XmlElement | undefined {
  const reading = readXml(xml);
  return reading.ok ? reading.root : undefined;
}

export function elementAt(root: XmlElement | undefined, path: ElementPath): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((element, at) => element?.children[at], root);
}

/** An attribute of an element in the spelling of the register; "" where it is not written. */
export function attributeOf(element: XmlElement, name: string): string {
  const written = placeOf(element, name);
  return written ? (element.attributes[written.name] ?? "") : "";
}

function placeOf(element: XmlElement, name: string) {
  const row = tagRow(element.tag);
  const { attributes } = element.place;
  return (
    attributes.find((each) => each.name === name) ??
    attributes.find((each) => row !== undefined && meantAttribute(row, each.name) === name)
  );
}

/** Writes an attribute, or with null takes it out. */
export function attributeEdits(
  xml: string,
  element: XmlElement,
  name: string,
  value: string | null,
): TextEdit[] {
  const place = placeOf(element, name);
  if (place && value !== null) {
    const quote = xml[place.end - 1];
    return [{ from: place.value, to: place.end - 1, text: escapeValue(value, quote) }];
  }
  const { attributes, nameEnd } = element.place;
  if (place) {
    const before = attributes[attributes.indexOf(place) - 1];
    return [{ from: before?.end ?? nameEnd, to: place.end, text: "" }];
  }
  if (value === null) return [];
  const last = attributes.at(-1);
  // As the attributes before it stand, so does the new one: on a line of its own, or beside them.
  const gap = last ? xml.slice(attributes.at(-2)?.end ?? nameEnd, last.start) : " ";
  const at = last?.end ?? nameEnd;
  return [{ from: at, to: at, text: `${gap}${name}="${escapeValue(value)}"` }];
}

/** The text of a new element that closes itself. */
export function elementText(tag: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeValue(value)}"`);
  return `<${tag}${written.join("")}/>`;
}

/**
 * Puts new elements behind the child at `after`, or with -1 before all others. They stand on lines of their own,
 * indented as their neighbours are, unless the neighbours share a line.
 */
export function insertEdits(
  xml: string,
  parent: XmlElement,
  after: number,
  texts: readonly string[],
): TextEdit[] {
  const { closeStart, openEnd, start } = parent.place;
  const newLine = lineBreakOf(xml);
  const outer = indentBefore(xml, start) ?? "";
  const sibling = parent.children[Math.max(after, 0)];
  const inner = sibling ? indentBefore(xml, sibling.place.start) : outer + STEP;
  const lines = (indent: string) => texts.map((text) => text.replace(/\n/g, newLine + indent));
  if (closeStart === null) {
    const open = xml.slice(start, openEnd).replace(/\s*\/>$/, ">");
    const body = lines(outer + STEP).map((text) => newLine + outer + STEP + text);
    return [{ from: start, to: openEnd, text: `${open}${body.join("")}${newLine}${outer}</${parent.tag}>` }];
  }
  const at = after >= 0 && sibling ? sibling.place.end : openEnd;
  if (inner === null) return [{ from: at, to: at, text: lines(outer + STEP).join("") }];
  const body = lines(inner).map((text) => newLine + inner + text);
  if (parent.children.length > 0) return [{ from: at, to: at, text: body.join("") }];
  // Nothing but white space, or a comment: the closing tag goes to a line of its own.
  const blank = xml.slice(openEnd, closeStart).trim() === "";
  return [
    { from: openEnd, to: blank ? closeStart : openEnd, text: body.join("") + (blank ? newLine + outer : "") },
  ];
}

/** Takes an element out, with its line when nothing else stands there. */
export function removeEdits(xml: string, element: XmlElement): TextEdit[] {
  const { end, start } = element.place;
  const indent = indentBefore(xml, start);
  const rest = /^[ \t]*(\r?\n|$)/.exec(xml.slice(end));
  if (indent === null || !rest) return [{ from: start, to: end, text: "" }];
  const from = start - indent.length;
  if (rest[1] !== "") return [{ from, to: end + rest[0].length, text: "" }];
  return [{ from, to: end, text: "" }];
}

/** Puts the child at `from` to the place of the one at `to`. What stands between children stays between them. */
export function moveEdits(xml: string, parent: XmlElement, from: number, to: number): TextEdit[] {
  const { children } = parent;
  if (from === to || !children[from] || !children[to]) return [];
  const order = [...children];
  order.splice(to, 0, ...order.splice(from, 1));
  return children.flatMap((slot, at) => {
    const moved = order[at];
    if (!moved || moved === slot) return [];
    const text = xml.slice(moved.place.start, moved.place.end);
    return [{ from: slot.place.start, to: slot.place.end, text }];
  });
}

/** One change of the element at a path; the text as it is when there is none. */
export function changeElement(
  xml: string,
  path: ElementPath,
  edits: (element: XmlElement) => readonly TextEdit[],
): string {
  const element = elementAt(rootOf(xml), path);
  return element ? applyEdits(xml, edits(element)) : xml;
}
